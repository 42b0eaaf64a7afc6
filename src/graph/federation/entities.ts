import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { canonicalId } from '../../learning-api/contract/ids.ts';
import { isObject } from '../../learning-api/contract/json-object.ts';
import type { QueryPosition } from '../../loaders/batch-scheduler.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { InputError } from '../errors/errors.ts';
import type { EntityCost, Price, Provided } from '../plugins/prices.ts';
import type { PositionedInfo } from '../row.ts';
import { ahead, isUnconfirmed, partOf, type Unconfirmed } from '../unconfirmed.ts';

interface Representation {
  __typename?: unknown;
}
/** Returns a reference, or one to an object that is looked up. */
type ResolveReference<Key, Row> = (
  key: Key,
  context: GraphContext,
  info: GraphQLResolveInfo,
  position?: QueryPosition,
) => Row | Unconfirmed<Row | null>;

type ResolveRepresentation = ResolveReference<unknown, unknown>;

interface EntityExtensions {
  resolveRepresentation?: ResolveRepresentation;
  entityCost?: EntityCost;
}

declare module 'graphql' {
  interface GraphQLObjectTypeExtensions extends EntityExtensions {}
  interface GraphQLInterfaceTypeExtensions extends EntityExtensions {}
}

interface EntityOptions<Key, Row> {
  /** The fields that identify it, as a selection without its outer braces. */
  key: string;
  /** Calls to look up entities. Absent if a reference is made of the key alone. */
  price?: Price;
  /** Fields that come with the look-up. Default: all, or none without a look-up. */
  provides?: Provided;
  /** The field of the key that decides what is looked up: entities with the same value share a look-up. */
  lookUpBy?: string;
  resolveReference: ResolveReference<Key, Row>;
}

type ObjectRef<Row> = ReturnType<typeof builder.objectRef<Row>>;

/** The reference of an object type or an interface. To compare all of it would be too deep for the compiler. */
interface EntityRef<Row> {
  kind: 'Object' | 'Interface';
  $inferType: Row;
}

const entityTypes: ObjectRef<unknown>[] = [];

/** Makes a type an entity, which a router can fetch by its key. */
export function asEntity<Row, Key = { id: string }>(
  ref: EntityRef<Row>,
  { key, price, provides = price ? 'all' : [], lookUpBy, resolveReference }: EntityOptions<Key, Row>,
): void {
  const type = ref as ObjectRef<Row>;
  if (ref.kind === 'Object') entityTypes.push(type);
  const keySelection = selectionOf(key);
  const lookUps: EntityCost['lookUps'] = (representations) =>
    lookUpBy
      ? new Set(representations.map((representation) => JSON.stringify(representation[lookUpBy]))).size
      : representations.length;
  builder.configStore.onTypeConfig(type, (config) => {
    const subject = `${config.name} requires the key { ${key} }`;
    const resolveRepresentation: ResolveRepresentation = (representation, context, info, position) =>
      resolveReference(keyIn(representation, keySelection, subject) as Key, context, info, position);
    config.extensions = {
      ...config.extensions,
      directives: [{ name: 'key', args: { fields: key } }],
      resolveRepresentation,
      entityCost: { ...(price && { price }), provides, lookUps } satisfies EntityCost,
    };
  });
}

builder.scalarType('_Any', {
  description: 'Representation of an entity: its `__typename` and key fields.',
  serialize: (value) => value,
});

const Entity = builder.unionType('_Entity', {
  description: 'Any type that a federation router can fetch by its key.',
  types: () => entityTypes,
  resolveType: (entity) => (entity as { __typename: string }).__typename,
});

/**
 * Resolves each entity on its own: a missing one is null, a failed one is null with an error at its own path, and
 * neither affects the others. All of them use the loaders, so they cost as much as the same fields in a query.
 */
builder.queryField('_entities', (t) =>
  t.field({
    type: t.listRef(Entity, { nullable: true }),
    multiplier: ({ representations }) => representations.length,
    feeds: ['enrollments', 'sections', 'assignments'],
    // The kind of an enrollment.
    feedsLater: ['sections'],
    nullable: false,
    description: 'Entities requested by a federation router. Null for each entity that is not found.',
    args: {
      representations: t.arg({
        type: ['_Any'],
        required: true,
        description: 'Representations of the entities: `__typename` and key fields.',
      }),
    },
    resolve: (_, { representations }, context, info) =>
      (representations as Representation[]).map((representation) => answerEntity(representation, context, info)),
  }),
);

function selectionOf(key: string): SelectionSetNode {
  const [operation] = parse(`{ ${key} }`).definitions as [OperationDefinitionNode];
  return operation.selectionSet;
}

async function answerEntity(
  representation: Representation,
  context: GraphContext,
  info: GraphQLResolveInfo & PositionedInfo,
): Promise<object | null> {
  const { __typename: typeName } = representation;
  const type = typeof typeName === 'string' ? info.schema.getType(typeName) : undefined;
  const resolve = isObjectType(type) || isInterfaceType(type) ? type.extensions.resolveRepresentation : undefined;
  if (typeName === undefined) throw new InputError('representations: __typename is missing.');
  if (!type || !resolve)
    throw new InputError(`representations: ${JSON.stringify(typeName)} is not an entity of this subgraph.`);

  return ahead(context, info, (position) => {
    const entity = resolve(representation, context, info, position);
    const { known, knownLater, confirmed } = isUnconfirmed(entity)
      ? entity
      : { known: entity as object, confirmed: Promise.resolve(entity) };
    // Of an interface, the name of the interface is known.
    const partOfType = (part: object) => partOf<object>({ ...part, __typename: type.name });
    return {
      known: partOfType(known),
      ...(knownLater && { knownLater: knownLater.then((part) => part && partOfType(part)) }),
      confirmed: confirmed.then((found) => withConcreteType(found, type, context, info)),
    };
  });
}

async function withConcreteType(
  entity: unknown,
  type: GraphQLNamedType,
  context: GraphContext,
  info: GraphQLResolveInfo,
): Promise<object | null> {
  if (typeof entity !== 'object' || entity === null) return null;
  const concrete = isInterfaceType(type) ? await type.resolveType?.(entity, context, info, type) : type.name;
  return { ...entity, __typename: concrete };
}

/**
 * The part of a representation that the key selects, with its ids in canonical form. Every field of a key is an id or
 * has one.
 *
 * @param subject the type and the key, for the error
 * @throws InputError if a field is missing or has the wrong type
 */
function keyIn(value: unknown, keySelection: SelectionSetNode, subject: string, path = ''): object {
  const representation = isObject(value) ? value : {};
  const entries = fieldsIn(keySelection).map(({ name: { value: name }, selectionSet }) => {
    const field = `${path}${name}`;
    const inner = Object.hasOwn(representation, name) ? representation[name] : undefined;
    if (inner === undefined || inner === null)
      throw new InputError(`representations: ${subject}. ${field} is missing.`);
    if (!selectionSet) return [name, canonical(inner)];
    if (!isObject(inner)) throw new InputError(`representations: ${subject}. ${field} must be an object.`);
    return [name, keyIn(inner, selectionSet, subject, `${field}.`)];
  });
  return Object.fromEntries(entries);
}

function fieldsIn({ selections }: SelectionSetNode): readonly FieldNode[] {
  return selections.flatMap((selection) => (selection.kind === Kind.FIELD ? selection : []));
}

function canonical(value: unknown): string {
  const id = typeof value === 'string' ? canonicalId(value) : null;
  if (id === null)
    throw new InputError(`representations: ${JSON.stringify(value)} is not a valid id. Expected a UUID.`);
  return id;
}
