import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

const release = lastRelease();
if (release === null) {
  console.log('No release yet: schema.graphql cannot break anything.');
} else {
  const [before, now] = [released(release), readFileSync('schema.graphql', 'utf8')].map((sdl) =>
    buildSchema(sdl, { assumeValidSDL: true }),
  );
  const changes = before && now ? await diff(before, now) : [];
  const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
  // A field that was deprecated in a release may be removed in a later one.
  const unannounced = breaking.filter(({ path }) => !isDeprecated(before, path));
  for (const { message } of unannounced) console.error(`breaking since ${release}: ${message}`);
  if (unannounced.length > 0) {
    console.error('Deprecate it first and say what to use instead. Remove it in a later release.');
    process.exitCode = 1;
  }
}

/** The tag of the last release, or null. */
function lastRelease(): string | null {
  try {
    return execFileSync('git', ['describe', '--tags', '--match', 'v*', '--abbrev=0'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .toString()
      .trim();
  } catch {
    return null;
  }
}

function released(tag: string): string {
  return execFileSync('git', ['show', `${tag}:schema.graphql`]).toString();
}

function isDeprecated(schema: ReturnType<typeof buildSchema> | undefined, path: string | undefined): boolean {
  const [typeName = '', fieldName = ''] = path?.split('.') ?? [];
  const type = schema?.getType(typeName);
  const members = type && 'getFields' in type ? type.getFields() : {};
  return Boolean(members[fieldName]?.deprecationReason);
}
