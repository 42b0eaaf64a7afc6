import { gzipSync } from 'node:zlib';
import { wireOperations, wireShapes } from '../../../src/learning-api/contract/generated.ts';
import { factsOf, type OperationName } from '../../../src/learning-api/contract/operations.ts';
import type { Answer, Parameters } from './proxy.ts';

/** A change of an operation's responses. */
export interface Change {
  name: string;
  apply(answer: Answer, parameters: Parameters): Answer;
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
  const { list, bulk, paging, repeats = {} } = factsOf(operation);
  const shape: Readonly<Record<string, readonly unknown[]>> = wireShapes[answer as ShapeName];
  const isList = isArray || list !== undefined;
  const itemKind = isArray ? answer : String(shape[wireNameOf(list)]?.[1] ?? '').replace('[]', '');
  const fields = wireShapes[(isList ? itemKind : answer) as ShapeName] ?? {};
  const wrongTotals = ['0', '1', '-1', 'many', '', '2, 2', '5.5'].map((total) => withHeader('x-total-count', total));
  const wrongSizes = ['0', '1', 'many', '100000'].map((size) => withHeader('x-per-page', size));
  const wrongPages = ['0', '7', 'many'].map((page) => withHeader('x-page', page));
  return [
    ...wholeChanges(isNullable),
    // What has no published fields is handed on as it is.
    ...(itemKind === 'object' ? [] : formChanges()),
    ...(isList
      ? [...listChanges(list), ...wrongTotals, ...wrongSizes, ...wrongPages, ...itemChanges(list, itemKind)]
      : []),
    ...(list && 'total_count' in shape ? bodyTotals(list) : []),
    ...(list && bulk && !paging ? bulkChanges(list, bulk.id) : []),
    ...Object.entries(repeats).map(([field, parameter]) => ofAnother(list, isList, field, parameter)),
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
    json('keys in PascalCase', (body) => withKeys(body, pascalCase)),
    json('a text', () => 'OK'),
    json('a number', () => 5),
    json('true', () => true),
    json('a list in an object, or an object in a list', (body) => (Array.isArray(body) ? { items: body } : [body])),
    { ...json('null', () => null), meansNone: isNullable },
    json('an error code', (body) => withEnvelope(body, 7)),
    json('an error code as text', (body) => withEnvelope(body, '7')),
    json('an error code that is not a number', (body) => withEnvelope(body, 'AuthenticationError')),
    json('an error code of 0 as text', (body) => withEnvelope(body, '0', true)),
    ...[7, 'AuthenticationError', true, [{ error_code: 7 }], []].map((envelope) =>
      json(`${JSON.stringify(envelope)} in place of the error`, (body) => withError(body, envelope)),
    ),
    json('a list in a list', (body) => (Array.isArray(body) ? [body] : body)),
    { name: 'an empty body', apply: (answer) => ({ ...answer, body: Buffer.alloc(0) }) },
    {
      name: 'status 204',
      apply: (answer) => ({ ...answer, status: 204, body: Buffer.alloc(0) }),
      meansNone: isNullable,
    },
    ...[201, 202, 203, 206].map(
      (status): Change => ({ name: `status ${status}`, apply: (answer) => ({ ...answer, status }) }),
    ),
    { name: 'half of the body', apply: (answer) => ({ ...answer, body: answer.body.subarray(0, -2) }) },
    { name: 'a body that breaks off', apply: (answer) => ({ ...answer, breaksOff: true }) },
    {
      name: 'a body in pieces that breaks off',
      apply: ({ headers: { 'content-length': _, ...headers }, ...answer }) => ({ ...answer, headers, breaksOff: true }),
    },
    {
      name: 'half of a compressed body',
      apply: (answer) => ({
        ...answer,
        headers: { ...answer.headers, 'content-encoding': 'gzip' },
        body: gzipSync(answer.body).subarray(0, -9),
      }),
    },
    {
      name: 'an unknown compression',
      apply: (answer) => ({ ...answer, headers: { ...answer.headers, 'content-encoding': 'zstd-1' } }),
    },
    { name: 'text after the body', apply: (answer) => ({ ...answer, body: Buffer.from(`${answer.body}{}`) }) },
    { name: 'two bodies', apply: (answer) => ({ ...answer, body: Buffer.from(`${answer.body}\n${answer.body}`) }) },
    raw('NaN', 'NaN', 'application/json'),
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

function formChanges(): Change[] {
  return [
    json('keys in camelCase', (body) => withKeys(body, camelCase)),
    json('ids in upper case', (body) => withIds(body, (id) => id.toUpperCase())),
    json('ids in braces', (body) => withIds(body, (id) => `{${id}}`)),
    json('ids with spaces', (body) => withIds(body, (id) => ` ${id} `)),
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

/** For the ids in a call, the REST API may leave items out, send more, or send them in any order. */
function bulkChanges(list: string, idField: string): Change[] {
  const id = snakeCase(idField);
  const change = (name: string, apply: (items: Json[]) => Json[]): Change =>
    json(name, (body) => ({ ...body, [wireNameOf(list)]: apply(body[wireNameOf(list)]) }));
  const texts = (item: Json) =>
    Object.fromEntries(
      Object.entries(item).map(([name, value]) => [name, name === id || typeof value !== 'string' ? value : 'Other']),
    );
  return [
    change('an item left out', (items) => items.slice(1)),
    change('items in another order', (items) => items.toReversed()),
    change('every item twice', (items) => [...items, ...items]),
    change('an item that was not asked for', (items) => [...items, { ...items[0], [id]: anotherId }]),
    ...[
      change('another item with the same id', (items) => [...items, texts(items[0])]),
      change('an item of the same id that failed', (items) => [...items, withEnvelope(items[0], 7)]),
    ].map((one) => ({ ...one, isOfOneItem: true })),
  ];
}

const anotherId = '99999999-9999-4999-8999-999999999999';

/** An item, or an object, about something that the call did not ask for, if a parameter of the call says what it asked for. */
function ofAnother(list: string | undefined, isList: boolean, field: string, parameter: string): Change {
  const edit = (item: Json) => item && { ...item, [snakeCase(field)]: anotherId };
  const { name, apply } = json(`another ${field}`, (body) => (isList ? withItem(body, list, edit) : edit(body)));
  return {
    name,
    apply: (answer, parameters) => (snakeCase(parameter) in parameters ? apply(answer, parameters) : answer),
    isOfOneItem: isList,
  };
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
    ...(itemKind === 'object' ? [] : [change('an item in PascalCase', (item) => withKeys(item, pascalCase))]),
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
      ...wrongDates.map((value) => change(JSON.stringify(value), () => value)),
      ...Object.entries(sameDates).map(([name, form]) =>
        change(name, (value) => (typeof value === 'string' && !value.startsWith('0001') ? form(value) : value)),
      ),
    ];
  if (kind === 'id')
    return [...always, change('empty', () => ''), change('not an id', () => 'x'), change('a number', () => 5)];
  if (!['text', 'integer', 'number', 'boolean'].includes(kind))
    return [...always, change('a text', () => 'unexpected'), change('a number', () => 5)];
  return [
    ...always,
    change('a number as text', (value) => (typeof value === 'number' ? String(value) : value)),
    change('a text in place of a number', (value) => (typeof value === 'number' ? 'many' : value)),
    change('a number beyond all', (value) => (typeof value === 'number' ? tooLarge : value)),
    change('a text of a number beyond all', (value) => (typeof value === 'number' ? '9'.repeat(400) : value)),
    change('a decimal in place of an integer', (value) => (kind === 'integer' ? 5.5 : value)),
    change('a boolean in place of a number', (value) => (typeof value === 'number' ? true : value)),
    change('a number in place of a boolean', (value) => (typeof value === 'boolean' ? 5 : value)),
    change('a text in place of a boolean', (value) => (typeof value === 'boolean' ? 'no' : value)),
    change('a decimal in place of a text', (value) => (typeof value === 'string' ? 5.5 : value)),
    change('a boolean in place of a text', (value) => (typeof value === 'string' ? true : value)),
  ];
}

const wrongDates = [
  '',
  5,
  '2025-02-30T00:00:00Z',
  '2025-13-01T00:00:00.000Z',
  '2025-00-10T00:00:00.000Z',
  '2025-01-01T25:00:00Z',
  '9999-12-31T23:59:59.9999999-05:00',
  '/Date(1757753383000)/',
  'tomorrow',
];
/** Other texts for the same instant. */
const sameDates: Readonly<Record<string, (date: string) => string>> = {
  'without a zone': (date) => date.replace(/(Z|\+00:00)$/, ''),
  'with another zone': (date) => {
    const instant = new Date(/(Z|[+-]\d\d:\d\d)$/.test(date) ? date : `${date}Z`);
    const fraction = /\.\d+/.exec(date)?.[0] ?? '';
    return `${new Date(instant.getTime() + 330 * 60_000).toISOString().replace(/\.\d+Z$/, '')}${fraction}+05:30`;
  },
  'with a space and zeros': (date) =>
    date
      .replace('T', ' ')
      .replace(/(\.\d{1,6})?(Z|\+00:00)?$/, '$10Z')
      .replace(/(\d\d:\d\d:\d\d)0Z$/, '$1.0Z'),
};

/** Stands for 1e999, which JSON.stringify cannot write. */
const tooLarge = 'a number beyond all';

function json(name: string, change: (body: Json) => unknown): Change {
  return {
    name,
    apply: (answer) => {
      const text = JSON.stringify(change(JSON.parse(String(answer.body))));
      return { ...answer, body: Buffer.from(text.replaceAll(`"${tooLarge}"`, '1e999')) };
    },
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
    apply: (answer, parameters) => {
      const changed = apply(answer, parameters);
      return { ...changed, headers: { ...changed.headers, ...headers } };
    },
  };
}

function withItem(body: Json, list: string | undefined, change: (item: Json) => unknown): unknown {
  if (list) return { ...body, [wireNameOf(list)]: withItem(body[wireNameOf(list)], undefined, change) };
  return (body as Json[]).map((item, index) => (index === 0 ? change(item) : item));
}

function withEnvelope(body: Json, code: unknown, isSuccess = false): unknown {
  const envelope = { error_code: code, warning_messages: [] };
  return isSuccess && Array.isArray(body) ? body.map((item) => withError(item, envelope)) : withError(body, envelope);
}

/** The body with an error, or the error alone in place of a list. */
function withError(body: Json, error: unknown): unknown {
  if (Array.isArray(body)) return { api_error_entity: error };
  return typeof body === 'object' && body !== null ? { ...body, api_error_entity: error } : body;
}

function withKeys(value: Json, nameOf: (name: string) => string): Json {
  if (Array.isArray(value)) return value.map((item) => withKeys(item, nameOf));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [nameOf(name), withKeys(inner, nameOf)]));
}

function withIds(value: Json, form: (id: string) => string): Json {
  if (Array.isArray(value)) return value.map((item) => withIds(item, form));
  if (typeof value === 'string') return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) ? form(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withIds(inner, form)]));
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function withoutPageHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^x-(total|per|page)/i.test(name)));
}

/** Names of lists are single words, so they are the same in code and in the REST API. */
function wireNameOf(list: string | undefined): string {
  return list ?? '';
}
