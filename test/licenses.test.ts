import { expect, test } from 'vitest';
import { isPermissive } from '../scripts/licenses/permissive.ts';

test.each(['MIT', 'Apache-2.0', '(MIT OR GPL-3.0-only)', 'MIT AND ISC', 'LGPL-3.0-only OR MIT AND 0BSD'])(
  'a package under %s may be shipped',
  (license) => {
    expect(isPermissive(license)).toBe(true);
  },
);

test.each(['Elastic-2.0', 'MPL-2.0', 'MIT AND GPL-3.0-only', 'SEE LICENSE IN LICENSE.md', 'not stated', ''])(
  'a package under "%s" may not be shipped',
  (license) => {
    expect(isPermissive(license)).toBe(false);
  },
);
