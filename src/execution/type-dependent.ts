import type { GraphQLNamedType } from 'graphql';
import { isInterfaceType } from 'graphql';

/** The extension of an interface's field whose value each type finds in its own way. */
export const dependsOnType = { dependsOnType: true } as const;

/** True if the concrete type of an object must be known before a field of its interface can be resolved. */
export function isTypeDependent(type: GraphQLNamedType | null | undefined, fieldName: string): boolean {
  return isInterfaceType(type) && type.getFields()[fieldName]?.extensions.dependsOnType === true;
}
