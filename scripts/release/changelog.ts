const heading = '## Unreleased';

/**
 * Moves the unreleased changes under the heading of a version and a day, and leaves an empty "Unreleased" above it.
 *
 * @throws Error if there are no unreleased changes
 */
export function moveUnreleased(changelog: string, version: string, day: Date): string {
  const start = changelog.indexOf(`${heading}\n`);
  if (start < 0) throw new Error(`CHANGELOG.md has no "${heading}".`);
  const afterHeading = start + heading.length;
  const next = changelog.indexOf('\n## ', afterHeading);
  const changes = changelog.slice(afterHeading, next < 0 ? undefined : next).trim();
  if (changes === '') throw new Error('CHANGELOG.md has no unreleased changes.');
  const before = changelog.slice(0, afterHeading);
  return `${before}\n\n## ${version} (${day.toISOString().slice(0, 10)})${changelog.slice(afterHeading)}`;
}
