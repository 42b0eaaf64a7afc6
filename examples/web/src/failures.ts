import type { CombinedError } from 'urql';

/** What went wrong with a part of an answer, as the graph tells it. */
export interface Failure {
  message: string;
  code: string;
  /** Where an operator finds it in the gateway's log. */
  requestId: string | null;
}

type Path = readonly (string | number)[];

/**
 * What went wrong at a path of the answer, below it or above it. The graph gives data and errors together, so each part
 * of a screen asks for its own.
 */
export function failuresAt(error: CombinedError | undefined, path: Path): Failure[] {
  if (!error) return [];
  if (error.networkError) return [{ message: error.networkError.message, code: 'NO_CONNECTION', requestId: null }];
  return error.graphQLErrors.filter(({ path: where = [] }) => isWithin(where, path)).map(asFailure);
}

/** Everything that went wrong with an answer. */
export function allFailures(error: CombinedError | undefined): Failure[] {
  return failuresAt(error, []);
}

function isWithin(where: Path, path: Path): boolean {
  return path.every((step, index) => index >= where.length || where[index] === step);
}

function asFailure({ message, extensions }: CombinedError['graphQLErrors'][number]): Failure {
  const { code, requestId } = extensions as { code?: string; requestId?: string };
  return { message, code: code ?? 'INTERNAL_SERVER_ERROR', requestId: requestId ?? null };
}
