import { buildSchema } from '../../src/graph/schema.ts';
import { factsOf } from '../../src/learning-api/contract/operations.ts';
import { markdownTable } from './section.ts';

/** The table of mutations with the REST operation that each calls and the permission that it requires. */
export function permissionsTable(): string {
  const byOperation = new Map<string, string[]>();
  for (const mutation of Object.keys(buildSchema().getMutationType()?.getFields() ?? {})) {
    const operation = operationOf(mutation);
    byOperation.set(operation, [...(byOperation.get(operation) ?? []), `\`${mutation}\``]);
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

/** A mutation has the name of its operation. A bulk mutation has the plural, or a name that ends in `ForEnrollments`. */
function operationOf(mutation: string): string {
  const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  const found = [name, name.replace(/s$/, ''), name.replace(/ForEnrollments$/, '')].find(
    (candidate) => factsOf(candidate) !== null,
  );
  if (found === undefined) throw new Error(`The mutation ${mutation} does not have the name of a REST operation.`);
  return found;
}
