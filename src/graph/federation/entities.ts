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

/** Makes a type an entity: one that a router may ask for by its key. */
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
  description: 'A representation of an entity: its `__typename` and the fields of its key.',
  serialize: (value) => value,
});

const Entity = builder.unionType('_Entity', {
  description: 'Every type that a federation router may ask for by its key.',
  types: () => entityTypes,
  resolveType: (entity) => (entity as Representation).__typename,
});

/**
 * Answers the entities that a router asks for, each on its own: what is missing is null, what fails is null with an
 * error at its own place, and neither touches its neighbors. All go through the loaders, so they cost what as many
 * fields of a query would.
 */
builder.queryField('_entities', (t) =>
  t.field({
    type: t.listRef(Entity, { nullable: true }),
    multiplier: ({ representations }) => representations.length,
    nullable: false,
    description: 'The entities that a federation router asks for, each null where there is none.',
    args: {
      representations: t.arg({
        type: ['_Any'],
        required: true,
        description: 'What is known of each entity: its `__typename` and the fields of its key.',
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
    throw new InputError(`representations: there is no entity ${JSON.stringify(typeName)} here`);

  const entity = await resolveReference(withCanonicalIds(representation), context, info);
  if (typeof entity !== 'object' || entity === null) return null;
  const concrete = isInterfaceType(type) ? await type.resolveType?.(entity, context, info, type) : type.name;
  return { ...entity, __typename: concrete };
}

/** Ids of keys, at any depth, in their one form. */
function withCanonicalIds(value: Representation): Representation {
  const entries = Object.entries(value).map(([name, inner]) => {
    if (name === 'id') return [name, canonical(inner)];
    return [name, typeof inner === 'object' && inner !== null ? withCanonicalIds(inner as Representation) : inner];
  });
  return Object.fromEntries(entries);
}

function canonical(value: unknown): string {
  const id = typeof value === 'string' ? canonicalId(value) : null;
  if (id === null) throw new InputError(`representations: ${JSON.stringify(value)} is no id`);
  return id;
}
