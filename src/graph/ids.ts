import { z } from 'zod';
import { canonicalId } from '../learning-api/contract/ids.ts';
import type { GraphContext } from './context.ts';
import { InputError } from './errors/errors.ts';

/** Checks an id argument and brings it into its one form. */
export const id = z.string().transform((text, check) => {
  const canonical = canonicalId(text);
  if (canonical !== null) return canonical;
  check.addIssue({ code: 'custom', message: problemOf(text) });
  return z.NEVER;
});

/** How many wrong ids of a list an error names. */
const maxNamed = 10;

/** Checks a list of id arguments, at least one and at most 1000. */
export const ids = z
  .array(z.string())
  .min(1, 'give at least one id')
  .max(1000, 'give at most 1000 ids')
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
    ? `${quoted(text)} is no id but a placeholder; put the id of what you look for in its place`
    : `${quoted(text)} is no id; give one like 86cafa11-531d-4d0e-8837-6ebc3b59549e`;
}

/**
 * The organization to ask in: the one that was named, or that the path came through, or else the default.
 *
 * @throws InputError where there is none
 */
export function organizationToAskIn(
  organizationId: string | null | undefined,
  { defaultOrganizationId }: GraphContext,
): string {
  const chosen = organizationId ?? defaultOrganizationId;
  if (chosen) return chosen;
  throw new InputError(
    'organizationId: the REST API needs an organization to look in. Give organizationId here or in the filter, send its id as the header x-organization-id, or have DEFAULT_ORGANIZATION_ID set for everyone.',
  );
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 50 ? `${text.slice(0, 50)}…` : text);
}
