import type { Harness } from './harness.ts';

/** One part of an answer that comes in parts, as the GraphQL server sends it. */
export interface Part {
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's, and tests assert on all of it
  data?: any;
  // biome-ignore lint/suspicious/noExplicitAny: the same
  incremental?: { path: (string | number)[]; data?: any; items?: any[]; errors?: PartError[] }[];
  hasNext: boolean;
  extensions?: Record<string, unknown>;
}

interface PartError {
  message: string;
  extensions: Record<string, unknown>;
}

/** Sends a query with `@defer` or `@stream` and gives each part of its answer once it is there. */
export async function* queryInParts(
  { url, sandbox }: Harness,
  query: string,
  { variables, headers }: { variables?: object; headers?: Record<string, string> } = {},
): AsyncGenerator<Part> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'multipart/mixed',
      authorization: `Bearer ${sandbox.tokens.full}`,
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  let text = '';
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value: chunk } = (await reader?.read()) ?? { done: true };
    if (done) return;
    const pieces = (text + chunk).split(/\r\n---?(?:--\r\n)?/);
    text = pieces.pop() ?? '';
    for (const piece of pieces) {
      const json = piece.slice(piece.indexOf('{'));
      if (json.startsWith('{')) yield JSON.parse(json) as Part;
    }
  }
}
