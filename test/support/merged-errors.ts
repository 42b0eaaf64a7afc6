interface Merged {
  path?: unknown;
  extensions?: Record<string, unknown> | undefined;
}

/** The errors with one for each path that a merged error lists. */
export function withoutMerging<One extends Merged>(errors: readonly One[]): One[] {
  return errors.flatMap((error) => {
    const { paths, count: _count, ...extensions } = error.extensions ?? {};
    return Array.isArray(paths) ? paths.map((path) => ({ ...error, path, extensions })) : [error];
  });
}
