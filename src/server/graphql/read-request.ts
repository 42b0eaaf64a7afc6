import type { IncomingMessage } from 'node:http';
import { type ContentCoding, charsetIn, codingIn, decode } from '../../learning-api/http-content.ts';
import type { HttpRefusal } from '../admission/http-refusal.ts';
import { bytesPerBodyByte, type RequestMemory } from '../request/request-memory.ts';
import { parametersInBody, parametersInSearch } from './parameters.ts';
import type { UnreadRequest } from './run-request.ts';
import type { VariableLimits } from './variable-limits.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Checks the method, and the type, charset and encoding of a body, before the body is read. */
export function checkForm({ method, headers }: IncomingMessage, allowsGet: boolean): HttpRefusal | null {
  if (method === 'GET' && allowsGet) return null;
  if (method !== 'POST') return methodRefusal(method, allowsGet);
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Set Content-Type to application/json.' };
  }
  if (charsetIn(headers['content-type']) !== 'utf-8') {
    return {
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
      message: 'Send the body in UTF-8: set Content-Type to application/json; charset=utf-8.',
    };
  }
  if (codingIn(headers['content-encoding']) !== undefined) return null;
  return {
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'Content-Encoding may be gzip, deflate or br, one of them.',
    headers: { 'accept-encoding': 'gzip, deflate, br' },
  };
}

function methodRefusal(method: string | undefined, allowsGet: boolean): HttpRefusal {
  const message =
    method === 'GET'
      ? 'GET is disabled. Send the query by POST with Content-Type application/json.'
      : 'Send the operation by POST with Content-Type application/json.';
  return { status: 405, code: 'METHOD_NOT_ALLOWED', message, headers: { allow: allowsGet ? 'GET, POST' : 'POST' } };
}

/** A request whose body has been read. */
interface ReadRequest extends Omit<UnreadRequest, 'acceptsParts' | 'acceptsWhole' | 'wantsRows'> {
  /** True for a GET that names its operation by hash. */
  isPersistedGet: boolean;
}

export interface RequestLimits {
  maxBodyBytes: number;
  variables: VariableLimits;
}

/** Reads a request with a valid form. Null if the caller left before the end of the body. */
export async function readRequest(
  request: IncomingMessage,
  { maxBodyBytes, variables }: RequestLimits,
  memory: RequestMemory,
): Promise<ReadRequest | HttpRefusal | null> {
  const search = searchOf(request);
  if (request.method === 'GET') {
    if (!isEncodedUtf8(request.url ?? '')) {
      return { status: 400, code: 'BAD_REQUEST', message: 'The query string must be percent-encoded UTF-8.' };
    }
    const parameters = search ?? new URLSearchParams();
    return {
      text: `GET ${parameters}`,
      readParameters: () => parametersInSearch(parameters, variables),
      isGet: true,
      isPersistedGet: !parameters.has('query'),
    };
  }
  const text = await readBody(request, maxBodyBytes, memory);
  if (typeof text !== 'string') return text;
  return {
    text: search ? `${search} ${text}` : text,
    readParameters: () => parametersInBody(text, search, variables),
    isGet: false,
    isPersistedGet: false,
  };
}

/** URLSearchParams would replace other bytes without an error. */
function isEncodedUtf8(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

/** The query string of the URL. Null if there is none. */
function searchOf({ url = '' }: IncomingMessage): URLSearchParams | null {
  const start = url.indexOf('?');
  return start < 0 ? null : new URLSearchParams(url.slice(start));
}

/**
 * Reads the body of a request with a valid form.
 *
 * @param maxBytes maximum size, as it is sent and unpacked
 * @returns the text, a refusal, or null if the caller left before the end
 */
async function readBody(
  request: IncomingMessage,
  maxBytes: number,
  memory: RequestMemory,
): Promise<string | HttpRefusal | null> {
  const sent = await receive(request, maxBytes, memory);
  if (!Buffer.isBuffer(sent)) return sent;
  const coding = codingIn(request.headers['content-encoding']);
  const bytes = coding ? await unpack(sent, coding, maxBytes) : sent;
  if (!Buffer.isBuffer(bytes)) return bytes;
  if (coding && !memory.take(bytes.length * bytesPerBodyByte)) return noMemory;
  try {
    return utf8.decode(bytes);
  } catch {
    return { status: 400, code: 'BAD_REQUEST', message: 'The body is not UTF-8. Encode it in UTF-8.' };
  }
}

function receive(
  request: IncomingMessage,
  maxBytes: number,
  memory: RequestMemory,
): Promise<Buffer | HttpRefusal | null> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve(tooLarge(maxBytes));
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const refuse = (refusal: HttpRefusal) => {
      request.off('data', add).resume();
      chunks.length = 0;
      resolve(refusal);
    };
    const add = (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) refuse(tooLarge(maxBytes));
      else if (memory.take(chunk.length * bytesPerBodyByte)) chunks.push(chunk);
      else refuse(noMemory);
    };
    request.on('data', add);
    request.once('end', () => {
      const [only] = chunks;
      resolve(only && chunks.length === 1 ? only : Buffer.concat(chunks));
      // The listeners live as long as the connection.
      chunks.length = 0;
    });
    request.once('error', () => resolve(null));
    request.once('close', () => resolve(null));
  });
}

async function unpack(bytes: Buffer, coding: ContentCoding, maxBytes: number): Promise<Buffer | HttpRefusal> {
  try {
    return await decode(bytes, coding, maxBytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(maxBytes);
    return {
      status: 400,
      code: 'BAD_REQUEST',
      message: `The body is not valid ${coding}, as Content-Encoding says.`,
    };
  }
}

const noMemory: HttpRefusal = {
  status: 503,
  code: 'OVERLOADED',
  message: 'The gateway is overloaded. Nothing was sent. Try again shortly.',
  headers: { connection: 'close' },
};

/** The rest of the body is not read, so the connection cannot be used again. */
function tooLarge(maxBytes: number): HttpRefusal {
  return {
    status: 413,
    code: 'REQUEST_ENTITY_TOO_LARGE',
    message: `The body is larger than ${maxBytes} bytes. Send a smaller request, or ask the operator to raise MAX_BODY_BYTES.`,
    headers: { connection: 'close' },
  };
}
