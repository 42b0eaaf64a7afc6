import { type GraphQLResolveInfo, isInterfaceType, isObjectType } from 'graphql';
import { canonicalId } from '../../learning-api/contract/ids.ts';
import type { MaybePromise } from '../../loaders/maybe-promise.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { InputError } from '../errors/errors.ts';

interface Representation {
  __typename: string;
  [field: string]: unknown;
}
type ResolveReference<Key, Row> = (
  key: Key,
  context: GraphContext,
  info: GraphQLResolveInfo,
) => MaybePromise<Row | null>;

interface EntityOptions<Key, Row> {
  /** The fields that identify it, as a selection without its outer braces. */
  key: string;
  resolveReference: ResolveReference<Key, Row>;
}

type ObjectRef<Row> = ReturnType<typeof builder.objectRef<Row>>;
type InterfaceRef<Row> = ReturnType<typeof builder.interfaceRef<Row>>;

const entityTypes: ObjectRef<unknown>[] = [];

/** Makes a type an entity, which a router can fetch by its key. */
export function asEntity<Row, Key = { id: string }>(
  type: ObjectRef<Row> | InterfaceRef<Row>,
  { key, resolveReference }: EntityOptions<Key, Row>,
): void {
  if (type.kind === 'Object') entityTypes.push(type);
  builder.configStore.onTypeConfig(type, (config) => {
    config.extensions = {
      ...config.extensions,
      directives: [{ name: 'key', args: { fields: key } }],
      resolveReference,
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
  resolveType: (entity) => (entity as Representation).__typename,
});

/**
 * Resolves each entity on its own: a missing one is null, a failed one is null with an error at its own path, and
 * neither affects the others. All of them use the loaders, so they cost as much as the same fields in a query.
 */
builder.queryField('_entities', (t) =>
  t.field({
    type: t.listRef(Entity, { nullable: true }),
    multiplier: ({ representations }) => representations.length,
    nullable: false,
    description: 'Entities requested by a federation router. Null for each entity that does not exist.',
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

async function answerEntity(
  representation: Representation,
  context: GraphContext,
  info: GraphQLResolveInfo,
): Promise<object | null> {
  const { __typename: typeName } = representation;
  const type = info.schema.getType(String(typeName));
  const resolveReference =
    isObjectType(type) || isInterfaceType(type)
      ? (type.extensions as { resolveReference?: ResolveReference<Representation, unknown> }).resolveReference
      : undefined;
  if (!type || !resolveReference)
    throw new InputError(`representations: ${JSON.stringify(typeName)} is not an entity of this subgraph.`);

  const entity = await resolveReference(withCanonicalIds(representation), context, info);
  if (typeof entity !== 'object' || entity === null) return null;
  const concrete = isInterfaceType(type) ? await type.resolveType?.(entity, context, info, type) : type.name;
  return { ...entity, __typename: concrete };
}

/** Converts the ids of a key, at any depth, to their canonical form. */
function withCanonicalIds(value: Representation): Representation {
  const entries = Object.entries(value).map(([name, inner]) => {
    if (name === 'id') return [name, canonical(inner)];
    return [name, typeof inner === 'object' && inner !== null ? withCanonicalIds(inner as Representation) : inner];
  });
  return Object.fromEntries(entries);
}

function canonical(value: unknown): string {
  const id = typeof value === 'string' ? canonicalId(value) : null;
  if (id === null)
    throw new InputError(`representations: ${JSON.stringify(value)} is not a valid id. Expected a UUID.`);
  return id;
}
