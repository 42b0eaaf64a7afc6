import { getArgumentValues } from 'graphql';
import type { Execution } from './execution.ts';
import type { FieldPlan } from './plan.ts';

/** The coerced arguments of a field. Throws the error of the coercion. */
export function argumentsOf(execution: Execution, field: FieldPlan): Readonly<Record<string, unknown>> {
  if (field.fixedArguments) return field.fixedArguments;
  const args = execution.args[field.index] ?? coerceArguments(execution, field);
  if (args instanceof Error) throw args;
  return args;
}

/** Specification section 6.4.1, "Coercing Field Arguments". Once for each execution, not for each item of a list. */
function coerceArguments(
  execution: Execution,
  { definition, nodes: [node], index }: FieldPlan,
): Readonly<Record<string, unknown>> | Error {
  let args: Readonly<Record<string, unknown>> | Error;
  try {
    args = definition && node ? getArgumentValues(definition, node, execution.variableValues) : {};
  } catch (error) {
    args = error as Error;
  }
  execution.args[index] = args;
  return args;
}
