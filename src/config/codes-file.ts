import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type CodeTables, codeNames } from '../learning-api/contract/codes.ts';

const schema = z
  .strictObject(
    Object.fromEntries(
      Object.entries(codeNames).map(([table, names]) => [
        table,
        z
          .record(z.string().regex(/^\d+$/), z.enum(names, { error: `must be one of ${names.join(', ')}` }), {
            error: ({ code }) => (code === 'invalid_key' ? 'keys must be numbers' : undefined),
          })
          .refine((codes) => new Set(Object.values(codes)).size === Object.keys(codes).length, 'names must be unique'),
      ]),
    ),
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys' ? `unknown table ${issue.keys.join(', ')}` : 'must contain tables',
    },
  )
  .partial();

/**
 * Reads the integer codes of a deployment from a JSON or YAML file: for each table, names by number.
 *
 * @throws Error that lists every problem with its table and number
 */
export function readCodesFile(path: string): Partial<CodeTables> {
  const result = schema.safeParse(parse(readFileSync(path, 'utf8')));
  if (result.success) return result.data as Partial<CodeTables>;
  const problems = result.error.issues.map(({ path: keys, message }) =>
    [keys.join('.'), message].filter(Boolean).join(': '),
  );
  throw new Error(problems.join('; '));
}
