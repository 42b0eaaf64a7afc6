import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type InterfaceParam,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import type { GraphQLField, GraphQLNamedType } from 'graphql';
import {
  type OperationFacts,
  type OperationName,
  operations,
  type RestrictedOperation,
} from '../../learning-api/contract/operations.ts';

const name = 'permissions';

interface RestrictedField {
  /** Operations that the field calls. */
  calls?: readonly OperationName[];
}

interface RestrictedType {
  /** Operations that look up an object of which only the id is known. */
  lookUpCalls?: readonly OperationName[];
}

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      [name]: Permissions<Types>;
    }
    interface FieldOptions<
      Types extends SchemaTypes,
      ParentShape,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > extends RestrictedField {}
    interface ObjectTypeOptions<Types extends SchemaTypes, Shape> extends RestrictedType {}
    interface InterfaceTypeOptions<
      Types extends SchemaTypes,
      Shape,
      Interfaces extends InterfaceParam<Types>[],
      ResolveType,
    > extends RestrictedType {}
  }
}

/** Adds the permissions that operations require to the descriptions of the fields and types that call them. */
class Permissions<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { calls = [], description } = field.pothosOptions as RestrictedField & { description?: string };
    if (calls.length === 0) return field;
    const extensions = { ...field.extensions, calls };
    return { ...field, extensions, description: [description, ...requirements(calls)].join(' ') };
  }

  override onTypeConfig(type: PothosTypeConfig): PothosTypeConfig {
    const { lookUpCalls: calls = [], description } = type.pothosOptions as RestrictedType & { description?: string };
    if (calls.length === 0) return type;
    const lookUps = requirements(calls, 'If a field has to be looked up, ');
    const extensions = { ...type.extensions, calls };
    return { ...type, extensions, description: [description, ...lookUps].join(' ') };
  }
}

function requirements(calls: readonly OperationName[], condition = ''): string[] {
  const restricted = calls.filter(isRestricted);
  return restricted.map((operation) => {
    const start = condition === '' && restricted.length === 1 ? 'Requires' : `${condition}${operation} requires`;
    return `${start} ${operations[operation].requires}.`;
  });
}

SchemaBuilder.registerPlugin(name, Permissions);

export default name;

function isRestricted(operation: OperationName): operation is RestrictedOperation {
  const facts: OperationFacts = operations[operation];
  return facts.requires !== undefined;
}

/** The operations that a field or the look-ups of a type call. */
export function callsOf({ extensions }: GraphQLField<unknown, unknown> | GraphQLNamedType): readonly OperationName[] {
  return (extensions as { calls?: readonly OperationName[] }).calls ?? [];
}

/** Those of them that require a permission. */
export function restrictedCalls(element: GraphQLField<unknown, unknown> | GraphQLNamedType): RestrictedOperation[] {
  return callsOf(element).filter(isRestricted);
}
