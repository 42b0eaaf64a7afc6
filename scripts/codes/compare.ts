import { followed, isNode, listAt, type Node, nodeAt, type Operation, operationsOf } from './document.ts';

/** The differences in one operation. */
export interface OperationDifferences {
  /** Method and name. */
  readonly operation: string;
  readonly differences: readonly Difference[];
}

/** One difference between their contract and ours. */
export interface Difference {
  /** True if the difference breaks the gateway, which is written for our contract. */
  readonly breaks: boolean;
  readonly text: string;
}

/** They must accept our requests; we must accept their responses. */
type Direction = 'request' | 'answer';

interface Contracts {
  readonly ours: Node;
  readonly theirs: Node;
}

/** The values that a schema allows, with references followed and alternatives merged. */
interface Shape {
  /** Without `null`; empty if any type is allowed. */
  readonly types: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, unknown>;
  readonly required: ReadonlySet<string>;
  readonly items: unknown;
  readonly values: unknown;
}

const accessToken = 'access_token';

/** Compares the LearningApi of two OpenAPI documents, operation by operation. Equal operations are omitted. */
export function compareContracts(ours: Node, theirs: Node): OperationDifferences[] {
  const contracts = { ours, theirs };
  const offered = operationsOf(theirs);
  const used = new Set<Operation>();
  const changed = operationsOf(ours).map((operation) => {
    const { match, differences } = findOperation(theirs, operation, offered);
    if (match) {
      used.add(match);
      differences.push(
        ...compareParameters(contracts, operation, match),
        ...compareBodies(contracts, operation, match),
        ...compareAnswers(contracts, operation, match),
      );
    }
    return { operation: title(operation), differences };
  });
  const added = offered
    .filter((operation) => !used.has(operation))
    .map((operation) => ({ operation: title(operation), differences: [info('is an operation that we do not have')] }));
  return [...changed, ...added].filter(({ differences }) => differences.length > 0);
}

function title({ method, name }: Operation): string {
  return `${method} ${name}`;
}

function breaking(text: string): Difference {
  return { breaks: true, text };
}

function info(text: string): Difference {
  return { breaks: false, text };
}

function findOperation(
  theirs: Node,
  ours: Operation,
  offered: readonly Operation[],
): { match: Operation | undefined; differences: Difference[] } {
  const sameName = offered.filter(({ name }) => name.toLowerCase() === ours.name.toLowerCase());
  if (sameName.length === 0) return { match: undefined, differences: [breaking('is gone')] };
  const samePath = sameName.filter(({ path }) => isAtPath(theirs, path, ours.path));
  const candidates = samePath.length > 0 ? samePath : sameName;
  const match = candidates.find(({ method }) => method === ours.method) ?? candidates[0];
  const differences: Difference[] = [];
  if (match && match.method !== ours.method) {
    differences.push(breaking(`method: ${ours.method} became ${match.method}`));
  }
  if (match && samePath.length === 0) differences.push(breaking(`path: ${ours.path} became ${match.path}`));
  return { match, differences };
}

/**
 * The URL of a server may have a path. It is then a part of the base URL that operators configure. A part of their path
 * that is a parameter, such as `v{version}`, fits any value.
 */
function isAtPath(theirs: Node, path: string, ourPath: string): boolean {
  const servers = listAt(theirs.servers).map((server) => String(nodeAt(server).url ?? '/'));
  return (servers.length > 0 ? servers : ['/']).some((url) => {
    if (!URL.canParse(url, 'http://localhost')) return endsWithPath(ourPath, path);
    const base = decodeURI(new URL(url, 'http://localhost').pathname).replace(/\/+$/, '');
    return endsWithPath(base + path, ourPath);
  });
}

/** True if a path ends with all segments of another one. Either may have parameters. */
function endsWithPath(path: string, end: string): boolean {
  const own = path.split('/').filter(Boolean);
  const last = end.split('/').filter(Boolean);
  return (
    last.length <= own.length &&
    last.every((segment, index) => {
      const other = own[own.length - last.length + index] ?? '';
      return patternOf(other).test(segment) || patternOf(segment).test(other);
    })
  );
}

/** A segment as a pattern, in which a parameter fits any text. */
function patternOf(segment: string): RegExp {
  const literals = segment.split(/\{[^}]*\}/).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literals.join('[^/]+')}$`, 'i');
}

function compareParameters(contracts: Contracts, ours: Operation, theirs: Operation): Difference[] {
  const theirParameters = parametersByName(theirs);
  const ourParameters = parametersByName(ours);
  const changed = [...ourParameters].flatMap(([key, parameter]) => {
    const place = `parameter ${parameter.name}`;
    const other = theirParameters.get(key);
    if (!other) {
      return [parameter.deprecated ? info(`${place} is gone, but we do not send it`) : breaking(`${place} is gone`)];
    }
    const differences = compareSchemas(contracts, schemaOf(parameter), schemaOf(other), place, 'request', []);
    if (parameter.in !== other.in) differences.push(breaking(`${place}: ${parameter.in} became ${other.in}`));
    if (!parameter.required && other.required) differences.push(breaking(`${place} is now required`));
    return differences;
  });
  const added = [...theirParameters]
    .filter(([key, parameter]) => !ourParameters.has(key) && parameter.in !== 'path')
    .map(([, { name, required }]) => addition(`parameter ${name}`, required === true));
  return [...changed, ...added];
}

/** The keys are lower case: servers read the names of parameters without case. */
function parametersByName({ parameters }: Operation): Map<string, Node> {
  const named = parameters.map((parameter): [string, Node] => [String(parameter.name).toLowerCase(), parameter]);
  return new Map(named.filter(([name]) => name !== accessToken));
}

function addition(place: string, isRequired: boolean): Difference {
  return isRequired ? breaking(`${place} is new and required`) : info(`${place} is new and optional`);
}

function compareBodies(contracts: Contracts, ours: Operation, theirs: Operation): Difference[] {
  const ourBody = followed(contracts.ours, ours.node.requestBody);
  const theirBody = followed(contracts.theirs, theirs.node.requestBody);
  const ourSchema = schemaOf(ourBody);
  const theirSchema = schemaOf(theirBody);
  if (ourSchema === undefined) {
    return theirSchema === undefined ? [] : [addition('body', theirBody.required === true)];
  }
  if (theirSchema === undefined) return [breaking('body is gone')];
  return compareSchemas(contracts, ourSchema, theirSchema, 'body', 'request', []);
}

function compareAnswers(contracts: Contracts, ours: Operation, theirs: Operation): Difference[] {
  const ourSchema = schemaOf(successOf(contracts.ours, ours));
  const theirSchema = schemaOf(successOf(contracts.theirs, theirs));
  if (ourSchema === undefined) return [];
  if (theirSchema === undefined) return [breaking('answer is not described')];
  return compareSchemas(contracts, ourSchema, theirSchema, 'answer', 'answer', []);
}

function successOf(document: Node, { node }: Operation): Node {
  const responses = nodeAt(node.responses);
  return followed(document, responses['200'] ?? responses['2XX'] ?? responses.default);
}

/** The schema of a parameter, body or response: its own, or the schema of its content, preferably JSON. */
function schemaOf(holder: Node): unknown {
  if (holder.schema !== undefined) return holder.schema;
  const content = Object.entries(nodeAt(holder.content));
  const json =
    content.find(([type]) => /^application\/json\b/i.test(type)) ?? content.find(([type]) => /json/i.test(type));
  return nodeAt((json ?? content[0])?.[1]).schema;
}

function compareSchemas(
  contracts: Contracts,
  ours: unknown,
  theirs: unknown,
  place: string,
  direction: Direction,
  above: readonly (readonly [Node, Node])[],
): Difference[] {
  const pair = [followed(contracts.ours, ours), followed(contracts.theirs, theirs)] as const;
  if (above.some(([one, other]) => one === pair[0] && other === pair[1])) return [];
  const ourShape = shapeOf(contracts.ours, ours);
  const theirShape = shapeOf(contracts.theirs, theirs);
  if (!isUnderstood(ourShape, theirShape, direction)) {
    return [breaking(`${place}: ${typeText(ourShape)} became ${typeText(theirShape)}`)];
  }
  const below = [...above, pair];
  const differences = compareProperties(contracts, ourShape, theirShape, place, direction, below);
  if (ourShape.types.has('array') && theirShape.types.has('array')) {
    differences.push(...compareSchemas(contracts, ourShape.items, theirShape.items, `${place}[]`, direction, below));
  }
  if (isNode(ourShape.values) && isNode(theirShape.values)) {
    differences.push(...compareSchemas(contracts, ourShape.values, theirShape.values, `${place}.*`, direction, below));
  }
  return differences;
}

function compareProperties(
  contracts: Contracts,
  ours: Shape,
  theirs: Shape,
  place: string,
  direction: Direction,
  above: readonly (readonly [Node, Node])[],
): Difference[] {
  // Our schema without properties accepts any properties; theirs accepts any that we send.
  if (ours.properties.size === 0) return [];
  if (direction === 'request' && theirs.types.size === 0 && theirs.properties.size === 0) return [];
  const differences: Difference[] = [];
  for (const [name, schema] of ours.properties) {
    const field = `${place}.${name}`;
    if (!theirs.properties.has(name)) {
      const other = otherCase(theirs.properties, name);
      differences.push(breaking(other === undefined ? `${field} is gone` : `${field} became ${other}`));
      continue;
    }
    differences.push(...compareSchemas(contracts, schema, theirs.properties.get(name), field, direction, above));
    if (direction === 'request' && theirs.required.has(name) && !ours.required.has(name)) {
      differences.push(breaking(`${field} is now required`));
    }
  }
  for (const name of theirs.properties.keys()) {
    if (ours.properties.has(name) || otherCase(ours.properties, name) !== undefined) continue;
    const field = `${place}.${name}`;
    differences.push(direction === 'request' ? addition(field, theirs.required.has(name)) : info(`${field} is new`));
  }
  return differences;
}

/** The name of a property that differs from a name only in case. */
function otherCase(properties: ReadonlyMap<string, unknown>, name: string): string | undefined {
  return [...properties.keys()].find((key) => key !== name && key.toLowerCase() === name.toLowerCase());
}

/** True if the receiver accepts every type that is sent. An integer is a number too. */
function isUnderstood(ours: Shape, theirs: Shape, direction: Direction): boolean {
  const [sent, taken] = direction === 'request' ? [ours.types, theirs.types] : [theirs.types, ours.types];
  if (taken.size === 0) return true;
  if (sent.size === 0) return false;
  return [...sent].every((type) => taken.has(type) || (type === 'integer' && taken.has('number')));
}

function typeText({ types }: Shape): string {
  return [...types].join(' or ') || 'anything';
}

function shapeOf(document: Node, value: unknown, above: readonly Node[] = []): Shape {
  const schema = followed(document, value);
  const own: Shape = {
    types: ownTypes(schema),
    properties: new Map(Object.entries(nodeAt(schema.properties))),
    required: new Set(listAt(schema.required).map(String)),
    items: schema.items,
    values: schema.additionalProperties,
  };
  if (above.includes(schema)) return own;
  const shapes = (list: unknown): Shape[] =>
    listAt(list)
      .filter((option) => followed(document, option).type !== 'null')
      .map((option) => shapeOf(document, option, [...above, schema]));
  const alternatives = [shapes(schema.oneOf), shapes(schema.anyOf)].filter((options) => options.length > 0);
  return [...shapes(schema.allOf), ...alternatives.map(eitherOf)].reduce(bothOf, own);
}

function ownTypes(schema: Node): Set<string> {
  const types = new Set([schema.type ?? []].flat().map(String));
  types.delete('null');
  if (types.size === 0) for (const type of listAt(schema.enum).flatMap(valueType)) types.add(type);
  if (types.size === 0 && isNode(schema.properties)) types.add('object');
  if (types.size === 0 && isNode(schema.additionalProperties)) types.add('object');
  if (types.size === 0 && schema.items !== undefined) types.add('array');
  const isNumber = types.has('integer') || types.has('number');
  // Servers that also parse numbers from strings declare both types for responses, although they never send strings.
  if (isNumber && /^(int|uint|float|double|decimal)/.test(String(schema.format))) types.delete('string');
  return types;
}

function valueType(value: unknown): string[] {
  if (value === null) return [];
  return [Number.isInteger(value) ? 'integer' : typeof value];
}

function bothOf(one: Shape, other: Shape): Shape {
  const shared = [...one.types].filter((type) => other.types.has(type));
  return {
    types: one.types.size === 0 ? other.types : other.types.size === 0 ? one.types : new Set(shared),
    properties: new Map([...one.properties, ...other.properties]),
    required: new Set([...one.required, ...other.required]),
    items: other.items ?? one.items,
    values: other.values ?? one.values,
  };
}

function eitherOf(options: readonly Shape[]): Shape {
  return {
    types: options.some(({ types }) => types.size === 0) ? new Set() : new Set(options.flatMap((o) => [...o.types])),
    properties: new Map(options.flatMap(({ properties }) => [...properties])),
    required: new Set(
      options.flatMap((o) => [...o.required]).filter((name) => options.every((o) => o.required.has(name))),
    ),
    items: options.find(({ items }) => items !== undefined)?.items,
    values: options.find(({ values }) => values !== undefined)?.values,
  };
}
