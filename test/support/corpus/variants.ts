import type { HttpRequest } from './lanes.ts';
import type { OperationRequest } from './operation-request.ts';

/** One way to send an operation. */
export interface Variant {
  request: HttpRequest;
  /** True if the text was sent before. */
  isWarm: boolean;
}

export const authorization = 'Bearer f0000000-0000-4000-8000-000000000001';
export const plain = 'application/json';
export const ofGraphql = 'application/graphql-response+json';

/** Types of responses in parts. */
const divided = ['multipart/mixed', 'text/event-stream'];
const others = [
  null,
  '*/*',
  'application/*;q=0.5',
  'application/json; charset=utf-8',
  'application/graphql-response+json, application/json;q=0.9',
  'application/json;q=0.4, application/graphql-response+json;q=0.5',
  'text/html;q=0.1, application/json',
  'multipart/mixed, application/json',
  'multipart/mixed;deferSpec=20220824, application/json',
  'text/event-stream, application/json',
  ...divided,
];

let texts = 0;

/**
 * The ways to send an operation, each with a text that is new to the gateway, and then with the same text again. By
 * POST and by GET, a query is sent with three values of `Accept`.
 */
export function variantsOf(operation: OperationRequest, index: number): Variant[] {
  const { isPostOnly, isWrite, isDivided } = operation;
  const rest = isDivided ? divided : others;
  const byPost = [plain, ...(isWrite && index % 2 ? [] : [ofGraphql]), ...(isWrite ? [] : [rest[index % rest.length]])];
  const byGet = isPostOnly ? [] : byPost;
  const requests = [
    ...byPost.map((accept) => requestFor(operation, 'POST', accept)),
    ...byGet.map((accept) => requestFor(operation, 'GET', accept)),
  ];
  return requests.flatMap((request) => [false, true].map((isWarm) => ({ request, isWarm })));
}

function requestFor(
  { parameters, headers }: OperationRequest,
  method: 'POST' | 'GET',
  accept: string | null | undefined,
): HttpRequest {
  const { query } = parameters;
  texts += 1;
  // A comment makes a text new. All comments have one length, so that errors have the same positions.
  const text = typeof query === 'string' && query !== '' ? `${query}\n#${String(texts).padStart(6, '0')}` : query;
  const all = { ...parameters, ...(text !== undefined && { query: text }) };
  const common = { authorization, 'x-request-id': 'corpus', ...(accept && { accept }), ...headers };
  if (method === 'GET') return { method, headers: common, search: searchOf(all) };
  return { method, headers: { 'content-type': 'application/json', ...common }, body: JSON.stringify(all) };
}

/** The parameters of a GET. It cannot express null. */
export function searchOf(parameters: Record<string, unknown>): string {
  const entries = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined);
  const texts = entries.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
  return `?${new URLSearchParams(texts)}`;
}
