import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe } from 'vitest';
import type { Manifest } from './support.ts';

const schemas = new URL('schemas/', import.meta.url);
const areSchemasInstalled = existsSync(new URL('node_modules', schemas));
if (!areSchemasInstalled) console.warn('Skipped: the tests that need `npm --prefix test/deploy/schemas ci`.');

/** `describe` for tests that need the schemas of a current Kubernetes. */
export const describeWithSchemas = describe.skipIf(!areSchemasInstalled);

/** The problems that Kubernetes 1.30 would find: unknown fields, wrong types, missing ones. */
export function problemsOf(manifests: readonly Manifest[]): string[] {
  return compilerProblems(new URL(import.meta.url), manifests, ({ apiVersion, kind }) => {
    const [version, group = 'core'] = apiVersion.split('/').reverse();
    return `import('kubernetes-types/${group.split('.', 1)[0]}/${version}').${kind}`;
  });
}

/** The problems that Kubernetes 1.36 and the Gateway API would find, by their schemas too: values, formats, ranges. */
export async function currentProblemsOf(manifests: readonly Manifest[]): Promise<string[]> {
  const { modelOf } = await import(`${schemas}model.js`);
  const moduleOf = ({ apiVersion }: Manifest) =>
    apiVersion.startsWith('gateway.')
      ? `@kubernetes-models/gateway-api/${apiVersion}`
      : `kubernetes-models/${apiVersion}`;
  const problems = manifests.map(async (manifest) => {
    const Model = await modelOf(moduleOf(manifest), manifest.kind);
    try {
      new Model(manifest).validate();
      return [];
    } catch (error) {
      return [`${manifest.kind} ${manifest.metadata.name}: ${(error as Error).message}`];
    }
  });
  return [
    ...compilerProblems(schemas, manifests, (manifest) => `import('${moduleOf(manifest)}').I${manifest.kind}`),
    ...(await Promise.all(problems)).flat(),
  ];
}

/** The problems of objects that are written as literals of a type each, in a file of a folder. */
function compilerProblems(
  folder: URL,
  manifests: readonly Manifest[],
  typeOf: (manifest: Manifest) => string,
): string[] {
  const file = fileURLToPath(new URL('manifests.generated.ts', folder));
  const text = manifests.map(
    (manifest, index) => `export const object${index}: ${typeOf(manifest)} = ${JSON.stringify(manifest)};`,
  );
  const source = ts.createSourceFile(file, text.join('\n'), ts.ScriptTarget.ES2023);
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) => (name === file ? source : getSourceFile(name, ...rest));
  return ts
    .getPreEmitDiagnostics(ts.createProgram([file], options, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
