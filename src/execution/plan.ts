import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLAbstractType,
  GraphQLField,
  GraphQLLeafType,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { SharedRow } from './field-promises.ts';
import type { ResultMemo } from './result-memo.ts';

/** How to execute one query or mutation, worked out once for all its executions. */
export interface Plan {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly root: SelectionPlan;
}

/** The fields to execute on an object of one type, in the order of the response. */
export interface SelectionPlan {
  readonly type: GraphQLObjectType;
  readonly fields: readonly FieldPlan[];
  /** The result object before execution: null under every name, in the order of the response. */
  readonly blank: Readonly<Record<string, unknown>>;
  /** Results by the object that all fields depend on; null if they depend on more. */
  readonly memo: ResultMemo | null;
}

/** Where a resolver is called. It gets it as `info.position`. */
export interface QueryPosition {
  /**
   * The batches that the pending value, or a field below it, may still add keys to: one bit for each. The graph layer
   * gives the bits their meaning.
   */
  readonly feeds: number;
  /**
   * The batches that the look-up of an object around the resolver waits in. Fields below the object can only add keys to
   * the next one.
   */
  readonly suspended?: number;
}

export interface FieldPlan {
  /** The field's number in the plan. */
  readonly index: number;
  /** The field that this one is selected in; null at the root. */
  readonly parent: FieldPlan | null;
  /** The response name. */
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly parentType: GraphQLObjectType;
  /** Null for `__typename`. */
  readonly definition: GraphQLField<unknown, unknown> | null;
  /** The row of a leaf that it may share with other fields of its object. */
  row: SharedRow<unknown> | null;
  type: TypePlan;
  /** The coerced arguments, if they depend on no variable. */
  readonly fixedArguments: Readonly<Record<string, unknown>> | null;
  /** While its value is pending. */
  position: QueryPosition;
  /** While its value is known and its type is pending. */
  typePosition: QueryPosition;
}

/** How a resolved value becomes a part of the response. */
export type TypePlan =
  | {
      kind: 'leaf';
      isNullable: boolean;
      type: GraphQLLeafType;
      /** Values of this JavaScript type are serialized as they are. */
      asIs: 'string' | 'boolean' | null;
    }
  | ListPlan
  | { kind: 'object'; isNullable: boolean; type: GraphQLObjectType; selection: SelectionPlan }
  | AbstractPlan;

export interface ListPlan {
  kind: 'list';
  isNullable: boolean;
  item: TypePlan;
}

export interface AbstractPlan {
  kind: 'abstract';
  isNullable: boolean;
  type: GraphQLAbstractType;
  /** The selection for a possible type. It is planned when the first object of the type is met. */
  selectionOf: (type: GraphQLObjectType) => SelectionPlan;
}

export type CompositePlan = Extract<TypePlan, { kind: 'object' | 'abstract' }>;
