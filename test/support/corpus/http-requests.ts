import { gzipSync } from 'node:zlib';
import { wellKnown } from '../../../src/sandbox/http/server.ts';
import type { HttpRequest } from './lanes.ts';

/** A request as it is, and what it is answered with. */
export interface HttpCase {
  title: string;
  request: HttpRequest;
  status: number | number[];
  /** The code of the first error. */
  code?: string;
  /** The content type, without its parameters. */
  type?: string;
  headers?: Record<string, string>;
}

const section = `{ section(id: "${wellKnown.sectionId}") { id } }`;
const drop = `mutation { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { __typename } }`;
const json = { 'content-type': 'application/json' };
const post = (body: unknown, headers: Record<string, string> = {}): HttpRequest => ({
  method: 'POST',
  headers: { ...json, ...headers },
  body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
});
const get = (search: string, headers: Record<string, string> = {}): HttpRequest => ({ method: 'GET', headers, search });
const queryOf = (query: string) => `?${new URLSearchParams({ query })}`;

const result = 'application/graphql-response+json';
const plain = 'application/json';

const bodies: [string, unknown][] = [
  ['an empty body', ''],
  ['an object without members', '{}'],
  ['null', 'null'],
  ['a string', '"body"'],
  ['a number', '5'],
  ['a list', '[]'],
  ['a batch', [{ query: section }, { query: section }]],
  ['a body that is not JSON', '{foo'],
  ['a body that ends early', '{ "query": "'],
  ['a query that is null', { query: null }],
  ['a query that is a number', { query: 5 }],
  ['a query that is an object', { query: { a: 1 } }],
  ['variables that are a string', { query: section, variables: '{}' }],
  ['variables that are a list', { query: section, variables: [] }],
  ['variables that are a number', { query: section, variables: 5 }],
  ['variables that are false', { query: section, variables: false }],
  ['an operation name that is a number', { query: section, operationName: 5 }],
  ['an operation name that is an object', { query: section, operationName: {} }],
  ['extensions that are a number', { query: section, extensions: 5 }],
  ['extensions that are a string', { query: section, extensions: '' }],
  ['extensions that are a list', { query: section, extensions: [] }],
];

const searches: [string, string][] = [
  ['no query', ''],
  ['other parameters alone', '?other=1'],
  ['variables that are not JSON', `${queryOf('{__typename}')}&variables={`],
  ['variables that are a list', `${queryOf('{__typename}')}&variables=[]`],
  ['variables that are a string', `${queryOf('{__typename}')}&variables="x"`],
  ['variables that are a number', `${queryOf('{__typename}')}&variables=5`],
  ['extensions that are not JSON', `${queryOf('{__typename}')}&extensions={`],
  ['extensions that are a list', `${queryOf('{__typename}')}&extensions=[]`],
  ['extensions that are a number', `${queryOf('{__typename}')}&extensions=5`],
  ['two queries', `${queryOf('{a:__typename}')}&query={b:__typename}`],
];

const contentTypes: [string | null, number][] = [
  [null, 415],
  ['', 415],
  ['text/plain', 415],
  ['application/graphql', 415],
  ['application/x-www-form-urlencoded', 415],
  ['multipart/form-data; boundary=x', 415],
  ['application/jsonp', 415],
  ['application/json; charset=iso-8859-1', 415],
  ['application/json; charset=utf-16', 415],
  ['application/json', 200],
  ['Application/JSON', 200],
  ['application/json;charset=utf-8', 200],
  ['application/json; charset=UTF-8', 200],
  ['application/json; charset="utf-8"', 200],
];

const acceptedTypes: [string, string][] = [
  ['application/json', plain],
  ['application/json; charset=utf-8', plain],
  [result, result],
  [`${result}; charset=utf-8`, result],
  [`${result}, application/json`, result],
  [`application/json;q=0.5, ${result}`, result],
  [`application/json, ${result};q=0.5`, plain],
  ['application/xml, application/json', plain],
  ['image/*, application/json;q=0.1', plain],
  ['application/*', plain],
  ['*/*', plain],
  ['APPLICATION/JSON', plain],
  ['application/json;q=0, */*', result],
];

const refusedTypes = ['text/html', 'image/png', 'application/xml', 'application/json;q=0', '*/*;q=0'];

/** Requests of one form each. Many are written after the HTTP suites of Apollo Server and GraphQL Yoga. */
export const httpCases: HttpCase[] = [
  ...bodies.map(
    ([title, body]): HttpCase => ({ title: `POST: ${title}`, request: post(body), status: 400, code: 'BAD_REQUEST' }),
  ),
  ...searches.map(
    ([title, search]): HttpCase => ({ title: `GET: ${title}`, request: get(search), status: 400, code: 'BAD_REQUEST' }),
  ),
  ...contentTypes.map(
    ([type, status]): HttpCase => ({
      title: `POST with the content type ${type}`,
      request: { ...post({ query: section }), headers: type === null ? {} : { 'content-type': type } },
      status,
      ...(status === 415 && { code: 'UNSUPPORTED_MEDIA_TYPE' }),
    }),
  ),
  ...acceptedTypes.flatMap(([accept, type]): HttpCase[] => [
    { title: `POST, accept ${accept}`, request: post({ query: section }, { accept }), status: 200, type },
    { title: `GET, accept ${accept}`, request: get(queryOf(section), { accept }), status: 200, type },
  ]),
  ...refusedTypes.flatMap((accept): HttpCase[] => [
    {
      title: `a query by POST, accept ${accept}`,
      request: post({ query: section }, { accept }),
      status: 406,
      code: 'NOT_ACCEPTABLE',
    },
    {
      title: `a mutation, accept ${accept}`,
      request: post({ query: drop }, { accept }),
      status: 406,
      code: 'NOT_ACCEPTABLE',
    },
  ]),
  ...[drop, `fragment A on DropEnrollmentSuccess { id } ${drop.replace('__typename', '...A')}`].map(
    (query): HttpCase => ({
      title: `GET: ${query.slice(0, 20)}`,
      request: get(queryOf(query)),
      status: 405,
      headers: { allow: 'POST' },
    }),
  ),
  {
    title: 'GET: a mutation by its name',
    request: get(`${queryOf(`query A { __typename } ${drop.replace('mutation', 'mutation B')}`)}&operationName=B`),
    status: 405,
    headers: { allow: 'POST' },
  },
  {
    title: 'GET: a query that is not UTF-8',
    request: get(queryOf('{ __type(name: "x") { name } }').replace('x', '%FF')),
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    title: 'GET: a query that is not encoded',
    request: get('?query=%7B__typename%7D%zz'),
    status: 400,
    code: 'BAD_REQUEST',
  },
  { title: 'an empty Accept', request: post({ query: section }, { accept: '' }), status: 200, type: plain },
  {
    title: 'an Accept that is not valid',
    request: post({ query: section }, { accept: 'application/json;q=x' }),
    status: 406,
    code: 'NOT_ACCEPTABLE',
  },
  { title: 'POST: an empty query', request: post({ query: '' }), status: 400 },
  { title: 'GET: an empty query', request: get('?query='), status: 400 },
  { title: 'GET with a body', request: { ...get(queryOf(section)), body: '[1, 2]' }, status: 200 },
  { title: 'GET with a content type', request: get(queryOf(section), { 'content-type': 'message/x' }), status: 200 },
  {
    title: 'GET: no name and no variables',
    request: get(`${queryOf(section)}&operationName=&variables=&extensions=`),
    status: 200,
  },
  ...['PUT', 'PATCH', 'DELETE'].map(
    (method): HttpCase => ({
      title: method,
      request: { ...post({ query: drop }), method },
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
    }),
  ),
  { title: 'a host that is not valid', request: post({ query: section }, { host: '[::1' }), status: 200 },
  { title: 'GET with a host that is not valid', request: get(queryOf(section), { host: '[::1' }), status: 200 },
  { title: 'a host with spaces', request: post({ query: section }, { host: 'a b' }), status: 200 },
  {
    title: 'bytes that are not UTF-8',
    request: post(
      Buffer.concat([
        Buffer.from('{"query":"{ a: __type(name: \\"'),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('\\") { name } }"}'),
      ]),
    ),
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    title: 'a body in gzip',
    request: post(gzipSync(JSON.stringify({ query: section })), { 'content-encoding': 'gzip' }),
    status: [200, 415],
  },
  {
    title: 'a body in an unknown encoding',
    request: post({ query: section }, { 'content-encoding': 'x' }),
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  {
    title: 'the encoding identity',
    request: post({ query: section }, { 'content-encoding': 'identity' }),
    status: 200,
  },
  {
    title: 'a query with its name twice',
    request: post(`{"query":"{ nothing }","query":${JSON.stringify(section)}}`),
    status: 200,
  },
  {
    title: 'a member __proto__',
    request: post(`{"query":${JSON.stringify(section)},"__proto__":{"variables":5}}`),
    status: 200,
  },
  {
    title: 'a body with spaces around it',
    request: post(` \r\n${JSON.stringify({ query: section })}\t `),
    status: 200,
  },
  {
    title: 'escapes in a body',
    request: post(JSON.stringify({ query: section }).replaceAll('s', '\\u0073')),
    status: 200,
  },
];
