import type { IncomingHttpHeaders } from 'node:http';
import { containsCredential } from './credentials.ts';

/** How a client names itself. Null if it does not. */
export interface Client {
  name: string | null;
  version: string | null;
}

export const anonymousClient: Client = { name: null, version: null };

/** How many characters of a name or a version are kept. */
export const maxClientLength = 64;

/** Instead of a text that may be a secret. */
const notShown = '(not shown)';

/**
 * The client that sent a request, by the headers of Apollo or else by those of other clients.
 *
 * @param redact removes the credentials of the caller
 */
export function clientOf(headers: IncomingHttpHeaders, redact: (text: string) => string): Client {
  const name = headers['apollographql-client-name'] ?? headers['graphql-client-name'];
  const version = headers['apollographql-client-version'] ?? headers['graphql-client-version'];
  if (name === undefined && version === undefined) return anonymousClient;
  const shown = (header: string | string[] | undefined) => {
    const text = textOf(header);
    return isSecret(text) || redact(text) !== text || containsCredential(text, headers.authorization)
      ? notShown
      : [...text].slice(0, maxClientLength).join('') || null;
  };
  return { name: shown(name), version: shown(version) };
}

/** Decoders put it where bytes are not UTF-8. */
const replacement = String.fromCodePoint(0xff_fd);

/** A header as one line of text. Node reads the bytes of a header as Latin-1, and clients send UTF-8. */
function textOf(header: string | string[] | undefined): string {
  const latin1 = String(header ?? '');
  const utf8 = Buffer.from(latin1, 'latin1').toString();
  const text = utf8.includes(replacement) ? latin1 : utf8;
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim();
}

/** The forms of tokens: a UUID, also without hyphens, and a JWT. A commit hash has more digits. */
function isSecret(text: string): boolean {
  return /(?<![0-9a-f])[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}(?![0-9a-f])|eyJ[\w-]{8,}|bearer\s/i.test(text);
}
