import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { jsonOf } from '../../execution/json.ts';
import { acceptedEncoding } from '../request/accepted-encoding.ts';
import { mapErrors, type Part } from './engine.ts';
import { httpOf } from './request-error.ts';
import { contentTypeOf, type PartsType, type ResponseFormats, type RowsType } from './response-format.ts';

/** A result with its extensions, and as JSON. */
export interface FinishedResult {
  result: ExecutionResult;
  json: Buffer;
}

type Headers = Readonly<Record<string, string>>;

/** Shorter responses are sent as they are. */
export const minCompressedBytes = 4096;

const compressWithBrotli = promisify(brotliCompress);
const compressWithGzip = promisify(gzip);
/** Measured for 96 kB of rows: 1.2 ms and 28 kB. The default, 11, takes 108 ms for 25 kB, gzip 2.9 ms for 29 kB. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** How often a stream of events gets a comment, so that proxies keep its connection open. */
const pingMs = 12_000;

/** Writes a result as a whole, or as the only part if the caller accepts nothing else. */
export async function writeResult(
  response: ServerResponse,
  { whole, inParts }: ResponseFormats,
  { result, json: body }: FinishedResult,
  headers: Headers,
  compresses: boolean,
): Promise<void> {
  if (whole === null && inParts !== null) {
    const part = inParts === 'text/event-stream' ? result : { ...result, hasNext: false };
    return writeParts(response, inParts, only(part), { ...headers, ...errorHeaders(result) }, statusOf(result, false));
  }
  const type = whole ?? 'application/json';
  const { vary, ...others } = headers;
  if (vary) response.appendHeader('vary', vary);
  const sent = compresses && body.length >= minCompressedBytes ? await compress(response, body) : body;
  if (response.destroyed) return;
  response
    .writeHead(statusOf(result, type === 'application/json'), {
      'content-type': `${type}; charset=utf-8`,
      'content-length': sent.length,
      ...others,
      ...errorHeaders(result),
    })
    .end(sent);
}

/** Compresses the body with the encoding that the caller prefers, and sets the headers that say so. */
async function compress(response: ServerResponse, body: Buffer): Promise<Buffer> {
  response.appendHeader('vary', 'accept-encoding');
  const encoding = acceptedEncoding(response.req);
  if (!encoding) return body;
  response.setHeader('content-encoding', encoding);
  return encoding === 'br' ? compressWithBrotli(body, brotliOptions) : compressWithGzip(body);
}

async function* only(part: Part) {
  yield part;
}

/** Writes the parts of a result as they come. Ends the parts if the caller leaves. */
export async function writeParts(
  response: ServerResponse,
  type: PartsType,
  parts: AsyncIterable<Part>,
  headers: Headers,
  status = 200,
): Promise<void> {
  const isEvents = type === 'text/event-stream';
  response.writeHead(status, {
    'content-type': contentTypeOf(type),
    'cache-control': 'no-cache',
    // Proxies such as nginx would collect the parts.
    'x-accel-buffering': 'no',
    ...headers,
  });
  const ping = () => {
    if (!response.writableNeedDrain) response.write(':\n\n');
  };
  const pings = isEvents ? setInterval(ping, pingMs) : undefined;
  try {
    await send(inBytes(isEvents ? asEvents(parts) : asMultipart(parts)), response);
  } finally {
    clearInterval(pings);
  }
}

/** Writes the rows of a list as they are read. Ends the reading if the caller leaves. */
export async function writeRows(
  response: ServerResponse,
  type: RowsType,
  texts: AsyncIterable<string>,
  fileName: string,
  headers: Headers,
): Promise<void> {
  response.writeHead(200, {
    'content-type': type === 'text/csv' ? 'text/csv; charset=utf-8; header=present' : `${type}; charset=utf-8`,
    ...(type === 'text/csv' && { 'content-disposition': `attachment; filename="${fileName}.csv"` }),
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    ...headers,
  });
  await send(inBytes(texts), response);
}

/** Writes a body as fast as the caller reads it. */
export async function send(body: AsyncIterable<Uint8Array>, response: ServerResponse): Promise<void> {
  // The pipeline adds listeners to those of the request, and Node warns if there are more than ten.
  response.setMaxListeners(20);
  try {
    await pipeline(Readable.from(body), response);
  } catch (error) {
    // The caller left.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/**
 * The result as the body of a response. The HTTP extensions of its errors are not part of it.
 *
 * @throws ResponseTooLargeError
 */
export function jsonOfResult(result: ExecutionResult): Buffer {
  return jsonOf(result.errors ? { ...result, errors: result.errors.map(publicError) as never } : result);
}

/** Node would count waiting strings by their characters, and limits are in bytes. */
async function* inBytes(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const text of texts) yield Buffer.from(text);
}

/** Each part begins with the boundary of the one before, so that clients need not wait for the next one. */
async function* asMultipart(parts: AsyncIterable<Part>): AsyncGenerator<string> {
  yield '\r\n---';
  for await (const part of parts) {
    const json = textOf(part);
    const head = `Content-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(json)}`;
    yield `\r\n${head}\r\n\r\n${json}\r\n---`;
  }
  yield '--\r\n';
}

/** The distinct connections mode of GraphQL over Server-Sent Events. */
async function* asEvents(parts: AsyncIterable<Part>): AsyncGenerator<string> {
  // Some browsers wait for the first byte.
  yield ':\n\n';
  for await (const part of parts) yield `event: next\ndata: ${textOf(part)}\n\n`;
  yield 'event: complete\ndata:\n\n';
}

function textOf(part: Part): string {
  return JSON.stringify(mapErrors(part, publicError));
}

function publicError(error: GraphQLError): object {
  if (!(error instanceof GraphQLError) || !httpOf(error)) return error;
  const { http, ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions };
}

/**
 * The status of a result: GraphQL over HTTP, section 6.4. A result without data is an error of the request.
 *
 * @param isLenient true for media types with which an error that GraphQL itself defines has the status 200
 */
function statusOf(result: ExecutionResult, isLenient: boolean): number {
  if ('data' in result) return 200;
  const { errors = [] } = result;
  const statuses = errors.flatMap((error) => httpOf(error)?.status ?? []);
  if (statuses.length > 0) return Math.max(...statuses);
  if (errors.some(({ extensions }) => extensions.code === 'INTERNAL_SERVER_ERROR')) return 500;
  return isLenient ? 200 : 400;
}

function errorHeaders({ errors = [] }: ExecutionResult): Headers {
  return Object.assign({}, ...errors.map((error) => httpOf(error)?.headers));
}
