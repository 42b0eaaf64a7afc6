const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** True if an SPDX expression allows us to ship the code under MIT: any license of an OR, and all licenses of an AND. */
export function isPermissive(expression: string): boolean {
  return choicesIn(expression).some(isPermitted);
}

/** The licenses that apply if code under all these SPDX expressions is shipped together. Of an OR, one applies. */
export function licensesIn(expressions: readonly string[]): string[] {
  const chosen = expressions.flatMap((expression) => choicesIn(expression).find(isPermitted) ?? []);
  return [...new Set(chosen)].sort();
}

/** The licenses of each choice that an SPDX expression without nested brackets gives. */
function choicesIn(expression: string): string[][] {
  const inner = /^\(([^()]*)\)$/.exec(expression)?.[1] ?? expression;
  if (/[()]/.test(inner)) return [];
  return inner.split(' OR ').map((choice) => choice.split(' AND '));
}

function isPermitted(licenses: readonly string[]): boolean {
  return licenses.every((license) => permissive.has(license));
}
