// Runs inside the image of the gateway, which has no shell to look with.
const { accessSync, constants, existsSync, readdirSync, readFileSync } = require('node:fs');

const problems = [];
const expect = (isTrue, problem) => isTrue || problems.push(problem);

expect(process.getuid() === 65532 && process.getgid() === 65532, `runs as ${process.getuid()}:${process.getgid()}`);
expect(process.version.startsWith('v24.'), `runs on Node ${process.version}`);
for (const program of ['/bin/sh', '/usr/bin/sh', '/bin/bash', '/usr/local/bin/npm', '/usr/bin/apt', '/usr/bin/dpkg'])
  expect(!existsSync(program), `has ${program}`);

expect(!isWritable('/app'), 'can write to /app');
const files = readdirSync('/app', { recursive: true, withFileTypes: true });
for (const { name, parentPath } of files) {
  const path = `${parentPath}/${name}`;
  expect(!isWritable(path), `can write to ${path}`);
  expect(name !== 'node_modules' && !name.endsWith('.ts'), `has ${path}`);
}
const inApp = readdirSync('/app').sort().join();
expect(inApp === 'LICENSE,dist,docs,package.json,schema.client.graphql', `has ${inApp}`);

const { bomFormat, components } = JSON.parse(readFileSync('/app/dist/sbom.cdx.json', 'utf8'));
const licenses = readFileSync('/app/dist/licenses.txt', 'utf8');
expect(bomFormat === 'CycloneDX' && components.length > 50, `lists ${components.length} packages in its SBOM`);
for (const { name, version } of components)
  expect(licenses.includes(`${name} ${version} (`), `has no license of ${name} ${version}`);

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
}

function isWritable(path) {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
