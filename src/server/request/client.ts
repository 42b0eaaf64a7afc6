import type { IncomingHttpHeaders } from 'node:http';
import type { Quote } from './quote.ts';

/** How a client names itself. Null if it does not. */
export interface Client {
  name: string | null;
  version: string | null;
}

export const anonymousClient: Client = { name: null, version: null };

/** How many characters of a name or a version are kept. */
export const maxClientLength = 64;

/** The client that sent a request, by the headers of Apollo or else by those of other clients. */
export function clientOf(headers: IncomingHttpHeaders, quote: Quote): Client {
  const name = headers['apollographql-client-name'] ?? headers['graphql-client-name'];
  const version = headers['apollographql-client-version'] ?? headers['graphql-client-version'];
  if (name === undefined && version === undefined) return anonymousClient;
  return { name: quote(textOf(name), maxClientLength), version: quote(textOf(version), maxClientLength) };
}

/** Decoders put it where bytes are not UTF-8. */
const replacement = String.fromCodePoint(0xff_fd);

/** A header as text. Node reads the bytes of a header as Latin-1, and clients send UTF-8. */
function textOf(header: string | string[] | undefined): string {
  const latin1 = String(header ?? '');
  const utf8 = Buffer.from(latin1, 'latin1').toString();
  return utf8.includes(replacement) ? latin1 : utf8;
}
