import { Graphviz } from '@hpcc-js/wasm-graphviz';
import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

type Noun = GraphQLObjectType | GraphQLInterfaceType;

/** The fields that lead from one noun to another, and back. */
interface Link {
  from: string;
  to: string;
  there: Way;
  back: Way;
}

interface Way {
  fields: string[];
  isMany: boolean;
}

/** Types that stand for no thing of a learning system: pages, outcomes, refusals. */
const machinery = /(Connection|Edge|PageInfo|Success|Outcome|Error|InputProblem|ErrorCode)$/;

/** The nouns of the graph and the links between them as an SVG; each noun leads to its place in the reference. */
export async function entityDiagram(schema: GraphQLSchema): Promise<string> {
  const nouns = nounsOf(schema);
  const graphviz = await Graphviz.load();
  return restyle(graphviz.dot(toDot(nouns, linksOf(nouns))));
}

function nounsOf(schema: GraphQLSchema): Noun[] {
  const roots = new Set([schema.getQueryType()?.name, schema.getMutationType()?.name]);
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .filter(({ name }) => !name.startsWith('_') && !machinery.test(name) && !roots.has(name));
}

function linksOf(nouns: readonly Noun[]): Link[] {
  const names = new Set(nouns.map(({ name }) => name));
  const links = new Map<string, Link>();
  for (const noun of nouns) {
    for (const field of Object.values(noun.getFields())) {
      const isInherited = noun.getInterfaces().some((parent) => field.name in parent.getFields());
      const { to, isMany } = targetOf(field);
      if (isInherited || !names.has(to)) continue;
      const known = links.get(`${noun.name} ${to}`) ?? links.get(`${to} ${noun.name}`);
      const link = known ?? {
        from: noun.name,
        to,
        there: { fields: [], isMany: false },
        back: { fields: [], isMany: false },
      };
      const way = link.from === noun.name ? link.there : link.back;
      way.fields.push(field.name);
      way.isMany ||= isMany;
      links.set(`${link.from} ${link.to}`, link);
    }
  }
  return [...links.values()];
}

/** The noun that a field leads to, through a page if it is a list in pages. */
function targetOf(field: GraphQLField<unknown, unknown>): { to: string; isMany: boolean } {
  const type = getNamedType(field.type);
  const nodes = isObjectType(type) && type.name.endsWith('Connection') ? type.getFields().nodes : undefined;
  return nodes
    ? { to: getNamedType(nodes.type).name, isMany: true }
    : { to: type.name, isMany: String(field.type).includes('[') };
}

function toDot(nouns: readonly Noun[], links: readonly Link[]): string {
  const boxes = nouns.map((noun) => {
    const kind = isInterfaceType(noun) ? 'interface' : 'object';
    return `${noun.name} [class="${kind}" URL="#${noun.name}" tooltip="${noun.name}"]`;
  });
  const arrows = links.map(({ from, to, there, back }) => {
    const label = [...there.fields, ...back.fields.map((name) => `${name} ↑`)].join('\\l  ');
    return `${from} -> ${to} [dir=both label="  ${label}\\l" arrowhead=${headOf(there)} arrowtail=${headOf(back)}]`;
  });
  const kinds = nouns.flatMap((noun) =>
    noun.getInterfaces().map(({ name }) => `${noun.name} -> ${name} [class="implements" style=dashed arrowhead=empty]`),
  );
  return `digraph {
    graph [bgcolor=transparent nodesep=0.3 ranksep=0.45 fontname="Helvetica"]
    node [shape=box style=rounded fontname="Helvetica" fontsize=13 margin="0.16,0.08"]
    edge [fontname="Helvetica" fontsize=10 arrowsize=0.8]
    ${[...boxes, ...arrows, ...kinds].join('\n    ')}
  }`;
}

function headOf({ fields, isMany }: Way): string {
  if (fields.length === 0) return 'none';
  return isMany ? 'crow' : 'vee';
}

/** Uses the colors of the page instead of black. */
function restyle(svg: string): string {
  return svg
    .slice(svg.indexOf('<svg'))
    .replace(/<!--.*?-->\n?/gs, '')
    .replaceAll('"black"', '"currentColor"')
    .replace(
      /<svg width="\S+" height="\S+"/,
      '<svg role="img" aria-label="The nouns of the graph and how they are linked"',
    )
    .replaceAll('xlink:', '');
}
