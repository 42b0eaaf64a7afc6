import { locatedError } from 'graphql';
import type { Execution } from './execution.ts';
import type { FieldPlan } from './plan.ts';
import { type Container, errorPath, isInResponse, type ResponseSlot } from './response-slot.ts';

/**
 * Records an error and writes null to the nearest slot that is nullable: specification section 6.4.4, "Handling Field
 * Errors". Errors inside a part that is already null are not recorded.
 */
export function handleFieldError(
  execution: Execution,
  field: FieldPlan,
  error: unknown,
  container: Container,
  key: string | number,
  isNullable: boolean,
  outer: ResponseSlot | null,
): void {
  if (!isInResponse(container, outer)) return;
  execution.errors.push(locatedError(error, field.nodes, errorPath(key, outer)));
  if (isNullable || !outer) {
    container[key] = null;
    return;
  }
  let slot: ResponseSlot = outer;
  while (!slot.isNullable && slot.outer) slot = slot.outer;
  slot.container[slot.key] = null;
}
