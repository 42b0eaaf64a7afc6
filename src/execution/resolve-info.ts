import type { GraphQLResolveInfo } from 'graphql';
import type { Execution } from './execution.ts';
import type { FieldPlan, QueryPosition } from './plan.ts';
import { fieldPath, type ResponseSlot } from './response-slot.ts';

/** The `info` of a resolver. Computed on access, because few resolvers use it. */
export class ResolveInfo implements GraphQLResolveInfo {
  protected readonly execution: Execution;
  protected readonly field: FieldPlan;
  readonly #object: ResponseSlot;
  readonly #isAboutValue: boolean;

  /**
   * @param object the slot of the object that the field belongs to
   * @param isAboutValue true if the field's value is known and its type is resolved
   */
  constructor(execution: Execution, field: FieldPlan, object: ResponseSlot, isAboutValue = false) {
    this.execution = execution;
    this.field = field;
    this.#object = object;
    this.#isAboutValue = isAboutValue;
  }

  get fieldName(): string {
    return this.field.definition?.name ?? this.field.name;
  }
  get fieldNodes() {
    return this.field.nodes;
  }
  get returnType(): GraphQLResolveInfo['returnType'] {
    return this.field.definition?.type as GraphQLResolveInfo['returnType'];
  }
  get parentType() {
    return this.field.parentType;
  }
  get path(): GraphQLResolveInfo['path'] {
    return fieldPath(this.#object, this.field);
  }
  get schema() {
    return this.execution.plan.schema;
  }
  get fragments() {
    return this.execution.plan.fragments as GraphQLResolveInfo['fragments'];
  }
  get rootValue() {
    return this.execution.rootValue;
  }
  get operation() {
    return this.execution.plan.operation;
  }
  get variableValues() {
    return this.execution.variableValues as GraphQLResolveInfo['variableValues'];
  }
  get position(): QueryPosition {
    return this.#isAboutValue ? this.field.typePosition : this.field.position;
  }
}
