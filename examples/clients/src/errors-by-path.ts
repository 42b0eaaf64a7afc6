interface ListError {
  path?: readonly (string | number)[] | undefined;
  extensions?: { paths?: readonly (readonly (string | number)[])[] } | undefined;
}

/** Errors of a list with the same cause are one error with `extensions.paths`. Returns one error for each path. */
export function errorsByPath<Of extends object>(errors: readonly Of[]): Of[] {
  return errors.flatMap((error) => {
    const { path, extensions } = error as ListError;
    return (extensions?.paths ?? [path]).map((one) => ({ ...error, path: one }));
  });
}
