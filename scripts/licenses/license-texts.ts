import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShippedPackage } from './shipped.ts';

/** The licenses of packages as their authors ship them. Permissive licenses too require that every copy includes them. */
export function licenseTexts(packages: readonly ShippedPackage[]): string {
  return packages
    .map(({ folder, name, version, license }) => {
      const texts = textsIn(folder);
      if (texts.length === 0) texts.push('The package names its license and does not include the text.');
      return `${name} ${version} (${license})\n\n${texts.join('\n\n')}`;
    })
    .join(`\n\n${'-'.repeat(80)}\n\n`);
}

function textsIn(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => /^(license|licence|notice|copying)/i.test(name));
  return files.map((name) => readFileSync(join(folder, name), 'utf8').trim());
}
