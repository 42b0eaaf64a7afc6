import { createServer, type IncomingMessage } from 'node:http';
import { Pool } from 'undici';

/** A call of the REST API. */
export interface FloorCall {
  method: string;
  /** Path and query string, with the token. */
  path: string;
  /** JSON. Null if the call has no body. */
  body: string | null;
}

const { PORT, LEARNING_API_URL = '' } = process.env;
const jsonHeaders = { 'content-type': 'application/json' };

export const pool = new Pool(LEARNING_API_URL, { connections: 512 });

/** Calls with Pool.request. */
export async function requestJson({ method, path, body }: FloorCall): Promise<{ status: number; json: unknown }> {
  const headers = body === null ? null : jsonHeaders;
  const response = await pool.request({ method: method as 'GET' | 'POST', path, headers, body });
  return { status: response.statusCode, json: await response.body.json() };
}

/** Starts a server that answers each request with the data that a function returns for its body and token. */
export function startFloor<Body>(answer: (body: Body, token: string) => Promise<unknown>): void {
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      try {
        const data = await answer(JSON.parse(Buffer.concat(chunks).toString()) as Body, tokenOf(request));
        const body = JSON.stringify({ data });
        response
          .writeHead(200, {
            'content-type': 'application/json; charset=utf-8',
            'content-length': Buffer.byteLength(body),
          })
          .end(body);
      } catch (error) {
        response.writeHead(500).end(String(error));
      }
    });
  }).listen(Number(PORT), '127.0.0.1');
}

function tokenOf({ headers: { authorization = '' } }: IncomingMessage): string {
  return authorization.slice('Bearer '.length);
}
