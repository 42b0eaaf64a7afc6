import { restrictedCalls } from '../../src/graph/plugins/permissions.ts';
import { buildSchema } from '../../src/graph/schema.ts';
import { factsOf } from '../../src/learning-api/contract/operations.ts';
import { markdownTable } from './section.ts';

/** The table of mutations with the REST operation that each calls and the permission that it requires. */
export function permissionsTable(): string {
  const byOperation = new Map<string, string[]>();
  for (const mutation of Object.values(buildSchema().getMutationType()?.getFields() ?? {})) {
    for (const operation of restrictedCalls(mutation))
      byOperation.set(operation, [...(byOperation.get(operation) ?? []), `\`${mutation.name}\``]);
  }
  return markdownTable(
    ['Mutation', 'REST operation', 'Requires'],
    [...byOperation].map(([operation, mutations]) => [
      mutations.join(', '),
      operation,
      factsOf(operation)?.requires ?? 'nothing',
    ]),
  );
}
