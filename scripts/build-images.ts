import { rm, writeFile } from 'node:fs/promises';
import { bundle, gateway, sandbox } from './build/bundle.ts';
import { licenseTexts } from './licenses/license-texts.ts';
import { billOfMaterials } from './licenses/sbom.ts';
import { bundledPackages } from './licenses/shipped.ts';

// Builds the files that the Dockerfile copies into the two images. They contain no node_modules, so each bundle comes with the licenses
// of its packages and with a list of them for scanners.
for (const programs of [gateway, sandbox]) {
  await rm(programs.outdir, { recursive: true, force: true });
  await bundle(programs);
  const packages = await bundledPackages(programs);
  await writeFile(`${programs.outdir}/licenses.txt`, licenseTexts(packages));
  await writeFile(`${programs.outdir}/sbom.cdx.json`, billOfMaterials(packages));
}
