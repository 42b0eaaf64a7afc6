import { wireOperations, wireShapes } from '../../../src/learning-api/contract/generated.ts';
import { factsOf, type OperationName } from '../../../src/learning-api/contract/operations.ts';
import type { Answer } from './proxy.ts';

/** A change of an operation's responses. */
export interface Change {
  name: string;
  apply(answer: Answer): Answer;
  /** True if the REST API says by it that there is no value: then null is right. */
  meansNone?: boolean;
  /** True if only the first item of the list is affected, so that the others must stay. */
  isOfOneItem?: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: any JSON of the REST API
type Json = any;
type ShapeName = keyof typeof wireShapes;

/** All changes of an operation, from its part of the contract. */
export function changesOf(operation: OperationName): Change[] {
  const { answer, isArray, isNullable } = wireOperations[operation];
  const { list, bulk, paging } = factsOf(operation);
  const shape: Readonly<Record<string, readonly unknown[]>> = wireShapes[answer as ShapeName];
  const isList = isArray || list !== undefined;
  const itemKind = isArray ? answer : String(shape[wireNameOf(list)]?.[1] ?? '').replace('[]', '');
  const fields = wireShapes[(isList ? itemKind : answer) as ShapeName] ?? {};
  const wrongTotals = ['0', '1', '-1', 'many', ''].map((total) => withHeader('x-total-count', total));
  const wrongSizes = ['0', '1', 'many'].map((size) => withHeader('x-per-page', size));
  return [
    ...wholeChanges(isNullable),
    ...(isList ? [...listChanges(list), ...wrongTotals, ...wrongSizes, ...itemChanges(list, itemKind)] : []),
    ...(list && 'total_count' in shape ? bodyTotals(list) : []),
    ...(list && bulk && !paging ? [itemLeftOut(list)] : []),
    ...Object.entries(fields as Record<string, readonly [string, string, boolean]>)
      .filter(([name]) => name !== 'api_error_entity')
      .flatMap(([name, [, kind, isRequired]]) => fieldChanges(list, isList, name, kind, isRequired)),
  ];
}

function wholeChanges(isNullable: boolean): Change[] {
  const htmlPage = '<!doctype html><title>Sign in</title>';
  return [
    json('an empty object', () => ({})),
    json('an ASP.NET error', () => ({ Message: 'An error has occurred.', ExceptionMessage: 'Object reference' })),
    json('keys in PascalCase', toPascalCase),
    json('a text', () => 'OK'),
    json('a number', () => 5),
    json('true', () => true),
    json('a list in an object, or an object in a list', (body) => (Array.isArray(body) ? { items: body } : [body])),
    { ...json('null', () => null), meansNone: isNullable },
    json('an error code', (body) => withEnvelope(body, 7)),
    json('an error code as text', (body) => withEnvelope(body, '7')),
    json('an error code that is not a number', (body) => withEnvelope(body, 'AuthenticationError')),
    json('an error code of 0 as text', (body) => withEnvelope(body, '0', true)),
    { name: 'an empty body', apply: (answer) => ({ ...answer, body: Buffer.alloc(0) }) },
    {
      name: 'status 204',
      apply: (answer) => ({ ...answer, status: 204, body: Buffer.alloc(0) }),
      meansNone: isNullable,
    },
    { name: 'half of the body', apply: (answer) => ({ ...answer, body: answer.body.subarray(0, -2) }) },
    raw('HTML', htmlPage, 'text/html'),
    raw('HTML that claims to be JSON', htmlPage, 'application/json'),
    raw('XML', '<Error><Message>An error has occurred.</Message></Error>', 'application/xml'),
    {
      name: 'a redirect to a login page',
      apply: (answer) => ({ status: 302, headers: { ...answer.headers, location: '/login' }, body: Buffer.alloc(0) }),
    },
    {
      name: 'UTF-16',
      apply: (answer) => ({
        ...answer,
        headers: { ...answer.headers, 'content-type': 'application/json; charset=utf-16' },
        body: Buffer.from(`\uFEFF${answer.body}`, 'utf16le'),
      }),
    },
    {
      name: 'ISO-8859-1',
      apply: (answer) => ({
        ...answer,
        headers: { ...answer.headers, 'content-type': 'application/json; charset=iso-8859-1' },
        body: Buffer.from(String(answer.body), 'latin1'),
      }),
    },
    { name: 'a byte order mark', apply: (answer) => ({ ...answer, body: Buffer.from(`\uFEFF${answer.body}`) }) },
  ];
}

function listChanges(list: string | undefined): Change[] {
  const place = (name: string, value: unknown): Change =>
    json(name, (body) => (list ? { ...body, [wireNameOf(list)]: value } : value));
  const missing: Change = {
    ...json('no list, though the total is 3', (body) => {
      const { [wireNameOf(list)]: _, ...rest } = body;
      return { ...rest, ...('total_count' in rest && { total_count: 3 }) };
    }),
  };
  return [
    ...(list ? [withHeaders(missing, { 'x-total-count': '3' })] : []),
    place('an object in place of the list', { 0: 'zero' }),
    place('a text in place of the list', 'none'),
    withHeaders(place('null in place of the list', null), { 'x-total-count': '3' }),
    { name: 'no page headers', apply: (answer) => ({ ...answer, headers: withoutPageHeaders(answer.headers) }) },
  ];
}

function bodyTotals(list: string): Change[] {
  return [0, 1, -1, '3', 'many', null].map((total) =>
    json(`a total of ${JSON.stringify(total)}`, (body) =>
      Array.isArray(body[wireNameOf(list)]) ? { ...body, total_count: total } : body,
    ),
  );
}

/** For the ids in a call, the REST API may have an item and leave it out. */
function itemLeftOut(list: string): Change {
  return json('an item left out', (body) => ({ ...body, [wireNameOf(list)]: body[wireNameOf(list)].slice(1) }));
}

function itemChanges(list: string | undefined, itemKind: string): Change[] {
  const change = (name: string, apply: (item: Json) => unknown): Change => ({
    ...json(name, (body) => withItem(body, list, apply)),
    isOfOneItem: true,
  });
  return [
    change('null as an item', () => null),
    change('a text as an item', () => 'item'),
    change('a number as an item', () => 5),
    change('a list as an item', () => []),
    change('an empty object as an item', () => ({})),
    // The fields of an object without published fields may have any names.
    ...(itemKind === 'object' ? [] : [change('an item in PascalCase', toPascalCase)]),
    change('an item with an error code', (item) => withEnvelope(item, 7)),
    change('an item that is only an error', () => withEnvelope({}, 7)),
  ];
}

function fieldChanges(
  list: string | undefined,
  isList: boolean,
  field: string,
  kind: string,
  isRequired: boolean,
): Change[] {
  const change = (name: string, apply: (value: Json, item: Json) => unknown, meansNone = false): Change => ({
    ...json(`${field}: ${name}`, (body) => {
      const edit = (item: Json) => {
        if (typeof item !== 'object' || item === null || !(field in item)) return item;
        const { [field]: value, ...rest } = item;
        const next = apply(value, item);
        return next === undefined ? rest : { ...rest, [field]: next };
      };
      return isList ? withItem(body, list, edit) : edit(body);
    }),
    isOfOneItem: isList,
    meansNone,
  });
  const always = [
    change('missing', () => undefined, !isRequired),
    change('null', () => null, !isRequired),
    change('an object', () => ({ unexpected: 'value' })),
    change('a list', () => [['unexpected']]),
  ];
  if (kind === 'date')
    return [
      ...always,
      ...['', 5, '2025-02-30T00:00:00Z', '9999-12-31T23:59:59.9999999-05:00', 'tomorrow'].map((value) =>
        change(JSON.stringify(value), () => value),
      ),
    ];
  if (kind === 'id') return [...always, change('not an id', () => 'x'), change('a number', () => 5)];
  if (!['text', 'integer', 'number', 'boolean'].includes(kind))
    return [...always, change('a text', () => 'unexpected'), change('a number', () => 5)];
  return [
    ...always,
    change('a number as text', (value) => (typeof value === 'number' ? String(value) : value)),
    change('a text in place of a number', (value) => (typeof value === 'number' ? 'many' : value)),
    change('a decimal in place of an integer', (value) => (kind === 'integer' ? 5.5 : value)),
    change('a boolean in place of a number', (value) => (typeof value === 'number' ? true : value)),
    change('a number in place of a boolean', (value) => (typeof value === 'boolean' ? 5 : value)),
    change('a text in place of a boolean', (value) => (typeof value === 'boolean' ? 'no' : value)),
    change('a decimal in place of a text', (value) => (typeof value === 'string' ? 5.5 : value)),
    change('a boolean in place of a text', (value) => (typeof value === 'string' ? true : value)),
  ];
}

function json(name: string, change: (body: Json) => unknown): Change {
  return {
    name,
    apply: (answer) => ({ ...answer, body: Buffer.from(JSON.stringify(change(JSON.parse(String(answer.body))))) }),
  };
}

function raw(name: string, text: string, type: string): Change {
  return {
    name,
    apply: ({ headers }) => ({
      status: 200,
      headers: { ...headers, 'content-type': type },
      body: Buffer.from(text),
    }),
  };
}

function withHeader(header: string, value: string): Change {
  return withHeaders({ name: `${header}: ${value}`, apply: (answer) => answer }, { [header]: value });
}

function withHeaders({ apply, ...change }: Change, headers: Record<string, string>): Change {
  return {
    ...change,
    apply: (answer) => {
      const changed = apply(answer);
      return { ...changed, headers: { ...changed.headers, ...headers } };
    },
  };
}

function withItem(body: Json, list: string | undefined, change: (item: Json) => unknown): unknown {
  if (list) return { ...body, [wireNameOf(list)]: withItem(body[wireNameOf(list)], undefined, change) };
  return (body as Json[]).map((item, index) => (index === 0 ? change(item) : item));
}

function withEnvelope(body: Json, code: unknown, isSuccess = false): unknown {
  if (Array.isArray(body)) {
    if (!isSuccess) return { api_error_entity: { error_code: code, warning_messages: [] } };
    return body.map((item) => withEnvelope(item, code));
  }
  if (typeof body !== 'object' || body === null) return body;
  return { ...body, api_error_entity: { error_code: code, warning_messages: [] } };
}

function toPascalCase(value: Json): Json {
  if (Array.isArray(value)) return value.map(toPascalCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      toPascalCase(inner),
    ]),
  );
}

function withoutPageHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^x-(total|per|page)/i.test(name)));
}

/** Names of lists are single words, so they are the same in code and in the REST API. */
function wireNameOf(list: string | undefined): string {
  return list ?? '';
}
