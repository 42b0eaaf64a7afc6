import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { Manifest } from './support.ts';

/**
 * What Kubernetes would find wrong with the form of objects: unknown fields, wrong types, missing ones. They are
 * written as literals of Kubernetes' own types and handed to the compiler.
 */
export function problemsOf(manifests: readonly Manifest[]): string[] {
  const file = fileURLToPath(new URL('manifests.generated.ts', import.meta.url));
  const source = ts.createSourceFile(file, manifests.map(toTypeScript).join('\n'), ts.ScriptTarget.ES2023);
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

function toTypeScript(manifest: Manifest, index: number): string {
  const [group = '', version] = manifest.apiVersion.includes('/')
    ? manifest.apiVersion.split('/')
    : ['core', manifest.apiVersion];
  const module = `kubernetes-types/${group.split('.', 1)[0]}/${version}`;
  return `export const object${index}: import('${module}').${manifest.kind} = ${JSON.stringify(manifest)};`;
}
