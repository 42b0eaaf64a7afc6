import type { GraphQLResolveInfo } from 'graphql';
import type { Execution } from './execution.ts';
import type { FieldPlan, QueryPosition } from './plan.ts';
import { fieldPath, type ResponseSlot } from './response-slot.ts';

/** The `info` of a resolver. All properties of graphql-js are its own, so that a copy by spread has them, too. */
export class ResolveInfo implements GraphQLResolveInfo {
  readonly fieldName: string;
  readonly fieldNodes: GraphQLResolveInfo['fieldNodes'];
  readonly returnType: GraphQLResolveInfo['returnType'];
  readonly parentType: GraphQLResolveInfo['parentType'];
  readonly path: GraphQLResolveInfo['path'];
  readonly schema: GraphQLResolveInfo['schema'];
  readonly fragments: GraphQLResolveInfo['fragments'];
  readonly rootValue: unknown;
  readonly operation: GraphQLResolveInfo['operation'];
  readonly variableValues: GraphQLResolveInfo['variableValues'];
  readonly position: QueryPosition;

  /**
   * @param object the slot of the object that the field belongs to
   * @param isAboutValue true if the field's value is known and its type is resolved
   */
  constructor(execution: Execution, field: FieldPlan, object: ResponseSlot, isAboutValue = false) {
    const { definition, nodes, parentType } = field;
    const { plan } = execution;
    this.fieldName = definition?.name ?? field.name;
    this.fieldNodes = nodes;
    this.returnType = definition?.type as GraphQLResolveInfo['returnType'];
    this.parentType = parentType;
    this.path = fieldPath(object, field);
    this.schema = plan.schema;
    this.fragments = plan.fragments as GraphQLResolveInfo['fragments'];
    this.rootValue = execution.rootValue;
    this.operation = plan.operation;
    this.variableValues = execution.variableValues as GraphQLResolveInfo['variableValues'];
    this.position = isAboutValue ? field.typePosition : field.position;
  }
}
