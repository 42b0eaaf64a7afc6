const heading = '## Unreleased';

/**
 * The changelog with what is unreleased under the heading of a version and a day, and an empty "Unreleased" above it.
 *
 * @throws Error where nothing is unreleased
 */
export function moveUnreleased(changelog: string, version: string, day: Date): string {
  const start = changelog.indexOf(`${heading}\n`);
  if (start < 0) throw new Error(`CHANGELOG.md has no "${heading}".`);
  const behind = start + heading.length;
  const next = changelog.indexOf('\n## ', behind);
  const changes = changelog.slice(behind, next < 0 ? undefined : next).trim();
  if (changes === '') throw new Error('CHANGELOG.md tells of nothing unreleased.');
  const before = changelog.slice(0, behind);
  return `${before}\n\n## ${version} (${day.toISOString().slice(0, 10)})${changelog.slice(behind)}`;
}
