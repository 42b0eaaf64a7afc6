import { errorCodes } from '../../src/graph/errors/error-codes.ts';
import { markdownTable } from './section.ts';

/** The table of error codes. */
export function errorCodesTable(): string {
  return markdownTable(
    ['Code', 'What it means, and what to do'],
    Object.entries(errorCodes).map(([code, meaning]) => [`\`${code}\``, meaning]),
  );
}
