import { readFile } from 'node:fs/promises';
import { upgrade } from '@scalar/openapi-upgrader';
import { parse } from 'yaml';

/** An object of a document from outside: its values are unknown. */
export type Node = Readonly<Record<string, unknown>>;

/** One operation of the LearningApi in a document. */
export interface Operation {
  /** The part of the path after `/LearningApi/`. */
  readonly name: string;
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  /** The parameters of the operation and those of its path, references followed. */
  readonly parameters: readonly Node[];
  readonly node: Node;
}

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace'];
const patienceMs = 30_000;

/**
 * Reads an OpenAPI 3 or Swagger 2 document that describes the LearningApi, as JSON or YAML, from a file or an http(s) URL.
 *
 * @throws Error that says what is wrong, without the query string of the URL and without content of the document
 */
export async function readDocument(source: string): Promise<Node> {
  const shown = withoutSecrets(source);
  const document = asOpenApi3(parseText(isUrl(source) ? await download(source, shown) : await readText(source)));
  if (!document) throw new Error(`${shown} is not an OpenAPI 3 or Swagger 2 document in JSON or YAML`);
  if (operationsOf(document).length === 0)
    throw new Error(`${shown} does not describe any operation of the LearningApi`);
  return document;
}

/** Null for any other document. */
function asOpenApi3(document: unknown): Node | null {
  if (!isNode(document)) return null;
  if (document.swagger === '2.0') return upgraded(document);
  return typeof document.openapi === 'string' && document.openapi.startsWith('3.') ? document : null;
}

/** A Swagger 2 document in the form of OpenAPI 3. Null if it is malformed. */
function upgraded(document: Node): Node | null {
  try {
    return nodeAt(upgrade(document, '3.1'));
  } catch {
    return null;
  }
}

/** A source as it may be shown: a URL without credentials, query and fragment. */
export function withoutSecrets(source: string): string {
  if (!isUrl(source)) return source;
  if (!URL.canParse(source)) return 'the URL';
  const { origin, pathname } = new URL(source);
  return origin + pathname;
}

/** All operations of the LearningApi in a document. */
export function operationsOf(document: Node): Operation[] {
  return Object.entries(nodeAt(document.paths)).flatMap(([path, item]) => {
    const name = /\/LearningApi\/(.+)$/i.exec(path)?.[1];
    if (name === undefined) return [];
    const pathItem = followed(document, item);
    return methods.flatMap((method) => {
      const node = pathItem[method];
      if (!isNode(node)) return [];
      const listed = [...listAt(pathItem.parameters), ...listAt(node.parameters)];
      const parameters = listed.map((parameter) => followed(document, parameter));
      return [{ name, method: method.toUpperCase(), path, parameters, node }];
    });
  });
}

/** The object that a value is or refers to; empty if there is none. */
export function followed(document: Node, value: unknown): Node {
  const seen = new Set<Node>();
  let node = nodeAt(value);
  while (typeof node.$ref === 'string' && !seen.has(node)) {
    seen.add(node);
    node = nodeAt(atPointer(document, node.$ref));
  }
  return typeof node.$ref === 'string' ? {} : node;
}

/** True if a value is an object and not an array. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value that should be an object; empty if it is not. */
export function nodeAt(value: unknown): Node {
  return isNode(value) ? value : {};
}

/** A value that should be an array; empty if it is not. */
export function listAt(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function atPointer(document: Node, pointer: string): unknown {
  if (!pointer.startsWith('#/')) return undefined;
  return pointer
    .slice(2)
    .split('/')
    .map((part) => decoded(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, key) => (Array.isArray(value) ? value[Number(key)] : nodeAt(value)[key]), document);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function isUrl(source: string): boolean {
  return /^https?:/i.test(source);
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${errorCode(error)}`);
  });
}

/** Does not pass on messages of fetch: some of them contain the URL. */
async function download(url: string, shown: string): Promise<string> {
  if (!URL.canParse(url)) throw new Error('the URL is malformed');
  if (new URL(url).username || new URL(url).password)
    throw new Error(`${shown}: the URL must not contain a user or password`);
  const unreadable = (why: string): Error => new Error(`${shown} cannot be read: ${why}`);
  const { status, text } = await fetch(url, { signal: AbortSignal.timeout(patienceMs) })
    .then(async (response) => ({ status: response.status, text: await response.text() }))
    .catch((error: unknown) => {
      throw unreadable(errorCode(error));
    });
  if (status !== 200) throw unreadable(`the response is ${status}`);
  return text;
}

function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  if (error.name === 'TimeoutError') return 'no response in time';
  const code = [error, error.cause].map((cause) => nodeAt(cause).code).find((found) => typeof found === 'string');
  return typeof code === 'string' ? code : 'the request failed';
}

/** JSON first: YAML forbids a few things that JSON allows, such as tabs. */
function parseText(text: string): unknown {
  const plain = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(plain);
  } catch {
    try {
      return parse(plain, { prettyErrors: false, logLevel: 'error' });
    } catch {
      return undefined;
    }
  }
}
