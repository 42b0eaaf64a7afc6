import { Printer } from '@graphql-markdown/printer-legacy';
import { type GraphQLField, type GraphQLNamedType, type GraphQLSchema, isSpecifiedScalarType } from 'graphql';
import { Marked } from 'marked';
import { style } from './style.ts';

interface Chapter {
  title: string;
  entries: Entry[];
}

interface Entry {
  /** Its place in the page, as in `#Section` and `#Query.section`. */
  id: string;
  name: string;
  definition: GraphQLNamedType | GraphQLField<unknown, unknown>;
}

/** The whole graph as one page that needs nothing but itself: what can be asked, and every type with what it means. */
export async function referencePage(schema: GraphQLSchema, diagram: string): Promise<string> {
  const chapters = chaptersOf(schema);
  const places = placesOf(chapters);
  // Nobody else's options: the printer is one for the whole process.
  await Printer.init(schema, '', '', { printTypeOptions, sectionHeaderId: true }, formatterFor(places));
  const body: string[] = [];
  for (const { title, entries } of chapters) {
    body.push(`<h2 id="${slug(title)}">${title}</h2>`);
    for (const entry of entries) body.push(await renderEntry(entry));
  }
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<title>Learning Gateway: the graph</title>',
    `<style>${style}</style>`,
    `<nav aria-label="Contents">${navigation(chapters)}</nav>`,
    '<main>',
    '<h1>The graph</h1>',
    '<p>Everything that can be asked, every type, and what each field means. ',
    'Query it in <a href="/graphql">GraphiQL</a>. A line is the fields that lead from one noun to another, ',
    'or back (↑); with a crow’s foot they lead to many. A dashed one says what kind of thing something is.</p>',
    `<figure>${diagram}</figure>`,
    ...body,
    '</main>',
    '</html>',
    '',
  ].join('\n');
}

const printTypeOptions = {
  codeSection: false,
  parentTypePrefix: false,
  relatedTypeSection: true,
  typeBadges: true,
};

function chaptersOf(schema: GraphQLSchema): Chapter[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith('_') && !isSpecifiedScalarType(type) && !isRoot(schema, type),
  );
  const typesOf = (kind: string): Entry[] =>
    types
      .filter(({ astNode }) => astNode?.kind === `${kind}TypeDefinition`)
      .map((type) => ({ id: type.name, name: type.name, definition: type }));
  const fieldsOf = (root: 'Query' | 'Mutation'): Entry[] =>
    Object.values((root === 'Query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {}).map(
      (field) => ({ id: `${root}.${field.name}`, name: field.name, definition: field }),
    );
  const objects = [...typesOf('Interface'), ...typesOf('Object')];
  const isPage = ({ name }: Entry) => /(Connection|Edge|PageInfo)$/.test(name);
  const isOutcome = ({ name }: Entry) => /(Success|Outcome|Error|InputProblem)$/.test(name);
  return [
    { title: 'Queries', entries: fieldsOf('Query') },
    { title: 'Mutations', entries: fieldsOf('Mutation') },
    { title: 'Nouns', entries: objects.filter((entry) => !isPage(entry) && !isOutcome(entry)) },
    { title: 'Codes', entries: typesOf('Enum') },
    { title: 'Inputs', entries: typesOf('InputObject') },
    { title: 'Outcomes of mutations', entries: [...typesOf('Union'), ...objects.filter(isOutcome)] },
    { title: 'Pages of lists', entries: objects.filter(isPage) },
    { title: 'Scalars', entries: typesOf('Scalar') },
  ];
}

function isRoot(schema: GraphQLSchema, type: GraphQLNamedType): boolean {
  return type === schema.getQueryType() || type === schema.getMutationType();
}

function navigation(chapters: readonly Chapter[]): string {
  return chapters
    .map(({ title, entries }) => {
      const links = entries.map(({ id, name }) => `<li><a href="#${id}">${name}</a>`);
      return `<details><summary>${title}</summary><ul>\n${links.join('\n')}\n</ul></details>`;
    })
    .join('\n');
}

/** Where the links of the printer lead in this page: by the last two parts of their path. */
function placesOf(chapters: readonly Chapter[]): Map<string, string> {
  return new Map(
    chapters.flatMap(({ entries }) => entries).map(({ id, name }) => [`${id.includes('.')} ${slug(name)}`, id]),
  );
}

function formatterFor(places: ReadonlyMap<string, string>) {
  return {
    formatMDXFrontmatter: () => '' as never,
    formatMDXBadge: ({ text }: { text: unknown }) => `<small>${text}</small>` as never,
    formatMDXBullet: (text = '') => ` ${text}` as never,
    formatMDXNameEntity: (name: string) => `<code>${name}</code>` as never,
    formatMDXAdmonition: ({ text }: { text: unknown }) =>
      `\n\n<p class="deprecated"><strong>Deprecated.</strong> ${String(text).trim()}</p>\n\n` as never,
    formatMDXLink: (link: { url: string; text: string }) => {
      const isField = /\/(queries|mutations)\//.test(link.url);
      const place = places.get(`${isField} ${link.url.slice(link.url.lastIndexOf('/') + 1)}`);
      return { ...link, url: place ? `#${place}` : link.url.startsWith('#') ? link.url : '' } as never;
    },
  };
}

async function renderEntry({ id, name, definition }: Entry): Promise<string> {
  const markdown = String(await Printer.printType(name, definition)).replace(/^\s+/, '');
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const text = this.parser.parseInline(tokens);
        const [, own] = /\\?\{#([\w-]+)\\?\}/.exec(text) ?? [];
        const place = own ? ` id="${id}.${own}"` : '';
        const clean = text.replace(/\s*\\?\{#[\w-]+\\?\}\s*/, '');
        return `<h${depth + 1}${place}>${clean}</h${depth + 1}>\n`;
      },
      code({ text }) {
        return `<details><summary>In GraphQL</summary><pre>${text}</pre></details>\n`;
      },
      link({ href, tokens }) {
        const text = this.parser.parseInline(tokens);
        if (href === '') return text;
        const isOwn = href.startsWith('#') && /^#[a-z]/.test(href);
        return `<a href="${isOwn ? `#${id}.${href.slice(1)}` : href}">${text}</a>`;
      },
    },
  });
  return `<section id="${id}">\n<h3><a href="#${id}">${name}</a></h3>\n${await marked.parse(markdown)}</section>`;
}

function slug(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/\s+/g, '-')
    .toLowerCase();
}
