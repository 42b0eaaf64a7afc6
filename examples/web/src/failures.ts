import type { CombinedError } from 'urql';
import type { OutcomeCheck } from './outcome-check.ts';

/** An error of a part of a response. */
export interface Failure {
  message: string;
  code: string;
  /** Identifies the request in the gateway's log. */
  requestId: string | null;
  /** How to find out whether a change was made, if the outcome is unknown. */
  check: OutcomeCheck | null;
}

type Path = readonly (string | number)[];

/**
 * The errors at a path of the response, below it or above it. A response can have data and errors, so that each part of
 * a screen shows its own errors.
 */
export function failuresAt(error: CombinedError | undefined, path: Path): Failure[] {
  if (!error) return [];
  if (error.networkError) return [noConnection(error.networkError.message)];
  return error.graphQLErrors.filter((one) => isOnPath(one.path ?? [], path)).map(asFailure);
}

/** All errors of a response. */
export function allFailures(error: CombinedError | undefined): Failure[] {
  return failuresAt(error, []);
}

function noConnection(message: string): Failure {
  return { message, code: 'NO_CONNECTION', requestId: null, check: null };
}

function isOnPath(errorPath: Path, path: Path): boolean {
  return path.every((step, index) => index >= errorPath.length || errorPath[index] === step);
}

function asFailure({ message, extensions }: CombinedError['graphQLErrors'][number]): Failure {
  const { code, requestId, check } = extensions as Partial<Failure>;
  return { message, code: code ?? 'INTERNAL_SERVER_ERROR', requestId: requestId ?? null, check: check ?? null };
}
