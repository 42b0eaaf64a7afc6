import type { GraphQLSingularResponse, PayloadData, PayloadError } from 'relay-runtime';
import { errorsByPath } from '../errors-by-path.ts';

type Path = readonly (string | number)[];

/** A deferred fragment, or items of a streamed list. */
interface Increment {
  data?: PayloadData | null;
  items?: readonly PayloadData[] | null;
  path: Path;
  label: string;
  errors?: readonly PayloadError[];
}

/** A response, or a part of it in the form of 2022. */
export interface Part {
  data?: PayloadData | null;
  errors?: readonly PayloadError[];
  extensions?: Record<string, unknown>;
  incremental?: readonly Increment[];
  hasNext?: boolean;
}

/** The responses that Relay reads: one for each deferred fragment and for each item of a streamed list. */
export function relayResponses({ incremental = [], hasNext, ...response }: Part): GraphQLSingularResponse[] {
  const increments = incremental.flatMap(({ data, items, path, label, errors }) => {
    if (items === undefined) return [{ data, path, label, errors: errorsBelow(path, errors) }];
    // Null instead of items means that the list failed: Relay reports the error.
    return (items ?? [null]).map((item, index) => {
      const itemPath = [...path.slice(0, -1), Number(path.at(-1)) + index];
      return { data: item, path: itemPath, label, errors: errorsBelow(itemPath, errors) };
    });
  });
  if (!('data' in response) && !response.errors) return increments as GraphQLSingularResponse[];
  const first = { ...response, errors: errorsBelow([], response.errors) };
  // Without this, Relay waits for the deferred fragments of a response that came as a whole.
  const extensions = { ...response.extensions, is_final: true };
  return [hasNext ? first : { ...first, extensions }, ...increments] as GraphQLSingularResponse[];
}

/**
 * One error for each field that failed, with the path from the object that the response is about: Relay looks for errors
 * there.
 */
function errorsBelow(path: Path, errors: readonly PayloadError[] | undefined): PayloadError[] | undefined {
  if (!errors) return undefined;
  return errorsByPath(errors)
    .filter((error) => path.every((key, index) => error.path?.[index] === key))
    .map(({ path: fullPath, ...error }) => ({ ...error, ...(fullPath && { path: fullPath.slice(path.length) }) }));
}
