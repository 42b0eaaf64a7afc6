import { readFile } from 'node:fs/promises';
import { type GraphQLSchema, isEnumType } from 'graphql';
import { type Chapter, chaptersOf } from './chapters.ts';
import type { Places } from './members.ts';
import { sectionHtml } from './sections.ts';
import { usesByType } from './usage.ts';

/** The whole schema as one HTML page that loads nothing: every query, mutation and type, with a search. */
export async function referencePage(schema: GraphQLSchema, diagram: string): Promise<string> {
  const chapters = chaptersOf(schema);
  const context = { schema, places: placesOf(schema, chapters), uses: usesByType(schema) };
  const [style, script] = await Promise.all(['style.css', 'search.js'].map(asset));
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<title>Learning Gateway: API reference</title>',
    `<style>\n${style}</style>`,
    '</head>',
    '<body>',
    '<a class="skip" href="#content">Skip to the content</a>',
    '<div class="sidebar">',
    search,
    `<nav aria-label="Contents">\n${chapters.map(contentsHtml).join('\n')}\n</nav>`,
    '</div>',
    '<main id="content">',
    '<h1>API reference</h1>',
    '<p>Every query, mutation and type of the graph. Run queries in <a href="/graphql">GraphiQL</a>.</p>',
    '<p>The diagram shows the objects and their links. A line has the names of the fields that lead from one object to ',
    'another; ↑ marks the fields that lead back. A crow’s foot means many. A dashed arrow leads to an interface.</p>',
    `<figure>${diagram}</figure>`,
    ...chapters.flatMap(({ id, title, entries }) => [
      `<h2 id="${id}">${title}</h2>`,
      ...entries.map((entry) => sectionHtml(entry, context)),
    ]),
    '</main>',
    `<script>\n${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Hidden until the script shows it. */
const search = `<div role="search" hidden>
<label for="search">Search <kbd aria-hidden="true">/</kbd></label>
<input id="search" type="search" placeholder="Names and descriptions" autocomplete="off" spellcheck="false" aria-keyshortcuts="/" aria-controls="results">
<div class="found">
<p id="status" role="status"></p>
<ol id="results" aria-label="Search results"></ol>
</div>
</div>`;

function asset(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), 'utf8');
}

function contentsHtml({ title, entries }: Chapter): string {
  const links = entries.map(({ id, name }) => `<li><a href="#${id}">${name}</a></li>`);
  return `<details><summary>${title}</summary><ul>\n${links.join('\n')}\n</ul></details>`;
}

/** A name in a description refers to a member of the same type, to a type, or to a member of the type before the dot. */
function placesOf(schema: GraphQLSchema, chapters: readonly Chapter[]): Places {
  const places = new Set(chapters.flatMap(({ entries }) => entries.map(({ id }) => id)));
  for (const type of Object.values(schema.getTypeMap())) {
    if (!places.has(type.name)) continue;
    const members = isEnumType(type) ? type.getValues() : 'getFields' in type ? Object.values(type.getFields()) : [];
    for (const { name } of members) places.add(`${type.name}.${name}`);
  }
  return {
    find: (name, from) => [`${from}.${name}`, name].find((place) => places.has(place)) ?? null,
  };
}
