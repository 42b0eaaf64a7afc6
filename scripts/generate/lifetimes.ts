import { cacheableOperations, operations } from '../../src/learning-api/contract/operations.ts';
import { markdownTable } from './section.ts';

/** The table of cacheable operations with their lifetimes. */
export function lifetimesTable(): string {
  return markdownTable(
    ['Operation', 'Seconds'],
    cacheableOperations.map((operation) => [`\`${operation}\``, String(operations[operation].cacheSeconds)]),
  );
}
