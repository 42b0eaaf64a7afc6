import { z } from 'zod';
import { canonicalId } from '../learning-api/contract/ids.ts';
import { InputError } from './errors/errors.ts';

/** Maximum number of ids in a list. */
const maxIds = 1000;

/** Validates an id and converts it to its canonical form. */
export const idArgument = z.string().transform((text, check) => {
  const canonical = canonicalId(text);
  if (canonical !== null) return canonical;
  check.addIssue({ code: 'custom', message: problemOf(text) });
  return z.NEVER;
});

/** Validates the length of a list of ids whose items fail one by one: the resolver reads each with `itemId`. */
export const itemIdsArgument = z.array(z.string()).max(maxIds, `Must contain at most ${maxIds} ids.`);

/**
 * The canonical form of an id in such a list, or the error if it is not a valid id.
 *
 * @param field the argument
 */
export function itemId(text: string, field: string, index: number): string | InputError {
  const canonical = canonicalId(text);
  if (canonical !== null) return canonical;
  return InputError.fromIssues([{ path: [field, index], message: problemOf(text) }]);
}

/** How many invalid ids of a list an error names. */
const maxNamed = 10;

/** Problem of a filter that is an empty list. The REST API would ignore it, and return what the caller did not ask for. */
export const noEmptyFilter =
  'Must not be empty: the REST API would ignore the empty list and search without this condition. Omit it if that is what you want.';

/** Validates a filter of 1 to 1000 ids and converts them to their canonical form. */
export const idListArgument = z
  .array(z.string())
  .min(1, noEmptyFilter)
  .max(maxIds, `Must contain at most ${maxIds} ids.`)
  .transform((texts, check) => {
    const canonical = texts.map(canonicalId);
    const wrong = canonical.flatMap((value, index) => (value === null ? [index] : [])).slice(0, maxNamed);
    for (const index of wrong) {
      check.addIssue({ code: 'custom', path: [index], message: problemOf(texts[index] ?? '') });
    }
    return wrong.length > 0 ? z.NEVER : (canonical as string[]);
  });

function problemOf(text: string): string {
  return /^[0-]+$/.test(text)
    ? `${quoted(text)} is a placeholder. Replace it with a real id.`
    : `${quoted(text)} is not a valid id. Expected a UUID such as 86cafa11-531d-4d0e-8837-6ebc3b59549e.`;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 50 ? `${text.slice(0, 50)}…` : text);
}
