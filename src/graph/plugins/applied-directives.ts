/** A directive on an element of the schema, in the form that the directives plugin prints. */
interface AppliedDirective {
  name: string;
  args?: object;
}

/** The configuration of an element with one more directive. */
export function withDirective<Config extends { extensions?: object | null | undefined }>(
  config: Config,
  directive: AppliedDirective,
): Config {
  const { directives = [] } = (config.extensions ?? {}) as { directives?: readonly AppliedDirective[] };
  return { ...config, extensions: { ...config.extensions, directives: [...directives, directive] } };
}
