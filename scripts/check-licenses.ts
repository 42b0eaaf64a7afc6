import { isPermissive } from './licenses/permissive.ts';
import { bundledPackages, installedPackages, type ShippedPackage } from './licenses/shipped.ts';

report('bundled into dist', await bundledPackages());
report('installed in the images', installedPackages());

function report(where: string, packages: readonly ShippedPackage[]): void {
  const counts = new Map<string, number>();
  for (const { license } of packages) counts.set(license, (counts.get(license) ?? 0) + 1);
  const summary = [...counts].map(([license, count]) => `${count} ${license}`).join(', ');
  console.log(`${packages.length} packages ${where}: ${summary}`);

  for (const { folder, license } of packages) {
    if (isPermissive(license)) continue;
    console.error(`${folder} is ${where}, but its license (${license}) is not permissive. Use another package.`);
    process.exitCode = 1;
  }
}
