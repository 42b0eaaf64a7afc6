import { execFileSync } from 'node:child_process';
import packageJson from '../../package.json' with { type: 'json' };
import type { ShippedPackage } from './shipped.ts';

interface Component {
  /** The name and the version of a package. */
  'bom-ref': string;
}

interface Bom {
  metadata: { component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

/** The packages as a software bill of materials in the format CycloneDX: npm's, without what is not shipped. */
export function billOfMaterials(packages: readonly ShippedPackage[]): string {
  const bom = JSON.parse(
    execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], { encoding: 'utf8', maxBuffer: 100_000_000 }),
  ) as Bom;
  const { metadata } = bom;
  const shipped = new Set(packages.map(({ name, version }) => `${name}@${version}`));
  const components = bom.components.filter((component) => shipped.has(component['bom-ref']));
  if (components.length !== shipped.size) throw new Error('npm sbom does not list every package that is shipped.');
  const refs = new Set([metadata.component, ...components].map((component) => component['bom-ref']));
  const dependencies = bom.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((inner) => refs.has(inner)) }));
  // npm takes the name from the folder.
  const component = { ...metadata.component, type: 'application', name: packageJson.name };
  return `${JSON.stringify({ ...bom, metadata: { ...metadata, component }, components, dependencies }, null, 2)}\n`;
}
