import { type GraphQLResolveInfo, type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import { canonicalId } from '../learning-api/ids.ts';
import type { GraphContext } from './context.ts';
import { InputError } from './errors.ts';

interface Representation {
  __typename: string;
  [field: string]: unknown;
}
type ResolveReference = (representation: Representation, context: GraphContext, info: GraphQLResolveInfo) => unknown;

/**
 * Answers the entities that a router asks for, each on its own: what is missing is null, what fails is null with an
 * error at its own place, and neither touches its neighbours. All go through the loaders, so they cost what as many
 * fields of a query would.
 */
export function answerEntities(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()._entities;
  if (!field) throw new Error('The schema has no entities.');
  field.resolve = (_, args: { representations: Representation[] }, context: GraphContext, info) =>
    args.representations.map((representation) => answerEntity(schema, representation, context, info));
}

async function answerEntity(
  schema: GraphQLSchema,
  representation: Representation,
  context: GraphContext,
  info: GraphQLResolveInfo,
): Promise<object | null> {
  const { __typename: typeName } = representation;
  const type = schema.getType(String(typeName));
  const resolveReference =
    isObjectType(type) || isInterfaceType(type)
      ? (type.extensions as { apollo?: { subgraph?: { resolveReference?: ResolveReference } } }).apollo?.subgraph
          ?.resolveReference
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
