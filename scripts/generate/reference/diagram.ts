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

type Entity = GraphQLObjectType | GraphQLInterfaceType;

/** The fields that lead from one type to another, and back. */
interface Link {
  from: string;
  to: string;
  there: Direction;
  back: Direction;
}

interface Direction {
  fields: string[];
  isMany: boolean;
}

/** Names of types that are not in the diagram: connections and results of mutations. */
const auxiliary = /(Connection|Edge|PageInfo|Success|Outcome|Error|InputProblem|ErrorCode)$/;

/** The object types of the graph and their links, as an SVG. Each type links to its section of the reference. */
export async function entityDiagram(schema: GraphQLSchema): Promise<string> {
  const entities = entitiesOf(schema);
  const graphviz = await Graphviz.load();
  return restyle(graphviz.dot(toDot(entities, linksOf(entities))));
}

function entitiesOf(schema: GraphQLSchema): Entity[] {
  const roots = new Set([schema.getQueryType()?.name, schema.getMutationType()?.name]);
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .filter(({ name }) => !name.startsWith('_') && !auxiliary.test(name) && !roots.has(name));
}

function linksOf(entities: readonly Entity[]): Link[] {
  const names = new Set(entities.map(({ name }) => name));
  const links = new Map<string, Link>();
  for (const entity of entities) {
    for (const field of Object.values(entity.getFields())) {
      const isInherited = entity.getInterfaces().some((parent) => field.name in parent.getFields());
      const { to, isMany } = targetOf(field);
      if (isInherited || !names.has(to)) continue;
      const earlier = links.get(`${entity.name} ${to}`) ?? links.get(`${to} ${entity.name}`);
      const link = earlier ?? {
        from: entity.name,
        to,
        there: { fields: [], isMany: false },
        back: { fields: [], isMany: false },
      };
      const direction = link.from === entity.name ? link.there : link.back;
      direction.fields.push(field.name);
      direction.isMany ||= isMany;
      links.set(`${link.from} ${link.to}`, link);
    }
  }
  return [...links.values()];
}

/** The type that a field leads to. A connection leads to the type of its nodes. */
function targetOf(field: GraphQLField<unknown, unknown>): { to: string; isMany: boolean } {
  const type = getNamedType(field.type);
  const nodes = isObjectType(type) && type.name.endsWith('Connection') ? type.getFields().nodes : undefined;
  return nodes
    ? { to: getNamedType(nodes.type).name, isMany: true }
    : { to: type.name, isMany: String(field.type).includes('[') };
}

function toDot(entities: readonly Entity[], links: readonly Link[]): string {
  const boxes = entities.map((entity) => {
    const kind = isInterfaceType(entity) ? 'interface' : 'object';
    return `${entity.name} [class="${kind}" URL="#${entity.name}" tooltip="${entity.name}"]`;
  });
  const arrows = links.map(({ from, to, there, back }) => {
    const label = [...there.fields, ...back.fields.map((name) => `${name} ↑`)].join('\\l  ');
    return `${from} -> ${to} [dir=both label="  ${label}\\l" arrowhead=${headOf(there)} arrowtail=${headOf(back)}]`;
  });
  const kinds = entities.flatMap((entity) =>
    entity
      .getInterfaces()
      .map(({ name }) => `${entity.name} -> ${name} [class="implements" style=dashed arrowhead=empty]`),
  );
  return `digraph {
    graph [bgcolor=transparent nodesep=0.3 ranksep=0.45 fontname="Helvetica"]
    node [shape=box style=rounded fontname="Helvetica" fontsize=13 margin="0.16,0.08"]
    edge [fontname="Helvetica" fontsize=10 arrowsize=0.8]
    ${[...boxes, ...arrows, ...kinds].join('\n    ')}
  }`;
}

function headOf({ fields, isMany }: Direction): string {
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
      '<svg role="img" aria-label="The object types of the graph and their links"',
    )
    .replaceAll('xlink:', '');
}
