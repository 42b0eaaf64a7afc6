import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Composer, compose, composers, subgraphs } from './compose.ts';

const packages: Record<Composer, string> = {
  apollo: '@apollo/composition',
  guild: '@theguild/federation-composition',
  cosmo: '@wundergraph/composition',
};

/** What each composer says about the subgraphs of this example: its version, the result, and its hints. */
export function composeReport(): string {
  const { learning, users } = subgraphs();
  return composers
    .map((composer) => {
      const { supergraph, errors, hints } = compose(composer, [learning, users]);
      const { version } = createRequire(import.meta.url)(`${packages[composer]}/package.json`) as { version: string };
      const result = supergraph === null ? 'fails' : 'composes';
      const title = `${packages[composer]} ${version}: ${result}, ${errors.length} errors, ${hints.length} hints`;
      return [title, ...errors, ...hints].join('\n');
    })
    .join('\n\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(composeReport());
