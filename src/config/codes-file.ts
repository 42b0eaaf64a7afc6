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
          .record(z.string().regex(/^\d+$/), z.enum(names, { error: `give one of ${names.join(', ')}` }), {
            error: ({ code }) => (code === 'invalid_key' ? 'give numbers as keys' : undefined),
          })
          .refine((codes) => new Set(Object.values(codes)).size === Object.keys(codes).length, 'give each name once'),
      ]),
    ),
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys' ? `there is no table ${issue.keys.join(', ')}` : 'give tables',
    },
  )
  .partial();

/**
 * Reads the codes of a deployment from a JSON or YAML file: for each table, names by number.
 *
 * @throws Error that names every table and number that is wrong
 */
export function readCodesFile(path: string): Partial<CodeTables> {
  const result = schema.safeParse(parse(readFileSync(path, 'utf8')));
  if (result.success) return result.data as Partial<CodeTables>;
  const problems = result.error.issues.map(({ path: where, message }) =>
    [where.join('.'), message].filter(Boolean).join(': '),
  );
  throw new Error(problems.join('; '));
}
