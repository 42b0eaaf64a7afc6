// Runs inside the image: is what the SBOM lists what is installed?
const { existsSync, readdirSync, readFileSync } = require('node:fs');

function packagesIn(folder) {
  return readdirSync(folder).flatMap((name) => {
    const at = `${folder}/${name}`;
    if (name.startsWith('@')) return packagesIn(at);
    if (!existsSync(`${at}/package.json`)) return [];
    const manifest = JSON.parse(readFileSync(`${at}/package.json`, 'utf8'));
    const nested = existsSync(`${at}/node_modules`) ? packagesIn(`${at}/node_modules`) : [];
    return [`${manifest.name}@${manifest.version}`, ...nested];
  });
}

const { bomFormat, components } = JSON.parse(readFileSync('/app/sbom.cdx.json', 'utf8'));
const installed = new Set(packagesIn('/app/node_modules'));
const listed = new Set(components.map(({ name, version }) => `${name}@${version}`));
const unlisted = [...installed].filter((name) => !listed.has(name));
const missing = [...listed].filter((name) => !installed.has(name));
if (unlisted.length > 0) console.error('installed, not listed:', unlisted);
if (missing.length > 0) console.error('listed, not installed:', missing);
if (bomFormat !== 'CycloneDX' || listed.size === 0 || unlisted.length + missing.length > 0) process.exitCode = 1;
