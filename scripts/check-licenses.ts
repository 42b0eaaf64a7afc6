import { readFileSync } from 'node:fs';
import { gateway, sandbox } from './build/bundle.ts';
import { isPermissive, licensesIn } from './licenses/permissive.ts';
import { bundledPackages } from './licenses/shipped.ts';

const labels = [...readFileSync('Dockerfile', 'utf8').matchAll(/image\.licenses="(.*)"/g)].map(([, label]) => label);
const own = { folder: '.', license: 'MIT' };

for (const programs of [gateway, sandbox]) {
  const packages = await bundledPackages(programs);
  const counts = new Map<string, number>();
  for (const { license } of packages) counts.set(license, (counts.get(license) ?? 0) + 1);
  const summary = [...counts].map(([license, count]) => `${count} ${license}`).join(', ');
  console.log(`${packages.length} packages bundled into ${programs.outdir}: ${summary}`);

  for (const { folder, license } of packages.filter((shipped) => !isPermissive(shipped.license))) {
    fail(`${folder} is in ${programs.outdir}, but its license (${license}) is not permissive. Use another package.`);
  }
  const label = licensesIn([own, ...packages].map(({ license }) => license)).join(' AND ');
  if (!labels.includes(label)) fail(`An image of ${programs.outdir} needs the label image.licenses="${label}".`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
