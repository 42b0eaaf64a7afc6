import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callKey, readRecordings } from './recording.ts';
import { assignmentsOf, catalogs, categoriesOf, enrollmentsOf, sectionOf, syllabiOf, twinOf } from './world.ts';

/** An order to the upstream. It answers every order with the calls since the last one. */
export interface UpstreamOrder {
  /** Delay before each response, in milliseconds. */
  latencyMs: number;
  /** The recording with the answers. Undefined: the generated world. */
  recording: string | undefined;
}

/** A report of the upstream: first its URL, later the number of calls of each operation. */
export type UpstreamReport = { url: string } | { calls: Record<string, number> };

interface Answer {
  status: number;
  body: Buffer;
  headers: Record<string, string | number>;
}

// A LearningApi with prepared answers: each is generated once and kept as bytes.
const answers = new Map<string, Answer>();
const uuids = /[\da-f]{8}-[\da-f-]{27}/g;
let calls: Record<string, number> = {};
let order: UpstreamOrder = { latencyMs: 0, recording: undefined };
const recordings = new Map(
  readRecordings().map(({ name, answers: recorded }) => [
    name,
    new Map(
      recorded.map(({ key, status, headers, body }): [string, Answer] => [
        key,
        { status, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, body: Buffer.from(body) },
      ]),
    ),
  ]),
);

const server = createServer((request, response) => {
  const { pathname, operation, search } = parts(request);
  const count = calls[operation] ?? 0;
  calls[operation] = count + 1;
  const respond = (text: string) => {
    const answer =
      order.recording === undefined
        ? answerTo(operation, search, text)
        : recordings.get(order.recording)?.get(callKey(request.url ?? '', text));
    if (!answer) {
      console.error(`The upstream has no answer to ${pathname}?${search.replace(/access_token=[^&]*/, '')} ${text}`);
      return void response.writeHead(404).end(pathname);
    }
    response.writeHead(answer.status, answer.headers).end(answer.body);
  };
  const later = (text: string) => (order.latencyMs > 0 ? setTimeout(respond, order.latencyMs, text) : respond(text));
  if (request.method === 'GET') return void later('');
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => later(Buffer.concat(chunks).toString()));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  report({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on('message', (received: UpstreamOrder) => {
  order = received;
  report({ calls });
  calls = {};
});
process.on('disconnect', () => process.exit());

function report(message: UpstreamReport): void {
  process.send?.(message);
}

function parts({ url = '/' }: IncomingMessage) {
  const mark = url.indexOf('?');
  const pathname = mark < 0 ? url : url.slice(0, mark);
  return {
    pathname,
    operation: pathname.slice(pathname.lastIndexOf('/') + 1),
    search: mark < 0 ? '' : url.slice(mark + 1),
  };
}

/** The same answer about another learner: a gateway refuses enrollments of somebody else. */
function aboutOther(answer: Answer | null, twin: string, userId: string): Answer | null {
  return answer && { ...answer, body: Buffer.from(answer.body.toString('latin1').replaceAll(twin, userId), 'latin1') };
}

function answerTo(operation: string, search: string, text: string): Answer | null {
  const perPage = Number(/(?:^|&)per_page=(\d+)/.exec(search)?.[1] ?? 30);
  const ids = text === '' ? idIn(search) : (text.match(uuids) ?? []).join(' ');
  const subject = operation === 'SearchEnrollments' ? twinOf(ids) : ids;
  if (subject !== ids) return aboutOther(answerTo(operation, search, text.replace(ids, subject)), subject, ids);
  const key = `${operation} ${perPage} ${subject}`;
  const cached = answers.get(key);
  if (cached) return cached;
  const value = generate(operation, subject, perPage);
  if (value === null) return null;
  const body = Buffer.from(JSON.stringify(value));
  const headers: Answer['headers'] = { 'content-type': 'application/json', 'content-length': body.length };
  const total = totalOf(value);
  if (total !== null) Object.assign(headers, { 'x-total-count': total, 'x-per-page': perPage, 'x-page': 1 });
  const answer = { status: 200, body, headers };
  answers.set(key, answer);
  return answer;
}

function generate(operation: string, subject: string, perPage: number): object | null {
  switch (operation) {
    case 'SearchEnrollments':
      return enrollmentsOf(subject, perPage);
    case 'GetSections':
      return { sections: subject.split(' ').map(sectionOf) };
    case 'GetSection':
      return sectionOf(subject);
    case 'GetAssignments':
      return assignmentsOf(subject);
    case 'GetCatalogs':
      return catalogs();
    case 'GetCategories':
      return categoriesOf(subject);
    case 'GetCategorySyllabi':
      return syllabiOf(subject);
    default:
      return null;
  }
}

function totalOf(value: object): number | null {
  if (Array.isArray(value)) return value.length;
  if ('catalogs' in value) return (value.catalogs as unknown[]).length;
  return 'total_count' in value ? Number(value.total_count) : null;
}

/** The id in a query string, which is not the token. */
function idIn(search: string): string {
  for (const part of search.split('&')) {
    const [name = '', value = ''] = part.split('=');
    if (name.endsWith('_id')) return value;
  }
  return '';
}
