/** Context for errors about a response: the operation that was called, and how to redact its secrets. */
export interface ResponseContext {
  operation: string;
  /** Removes the secrets of the call from a text of the REST API. */
  redact(text: string): string;
}

/** @param secrets what the call was sent with: the REST API might return it in a message */
export function responseContext(operation: string, ...secrets: readonly string[]): ResponseContext {
  return { operation, redact: createRedactor(secrets) };
}

/** Creates a function that removes secrets from texts for people, in every encoding in which they may appear. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  let encodings: string[] | undefined;
  return (text) => {
    encodings ??= secrets.flatMap(encodingsOf);
    return encodings.reduce(
      (redacted, form) => (redacted.includes(form) ? redacted.replaceAll(form, '…') : redacted),
      text,
    );
  };
}

/** A secret as it is, URL-encoded, and in base64 at each of the three possible offsets. */
function encodingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const inBase64 = [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // Without the first and last characters if they also depend on the neighboring bytes.
    const own = text.slice(Math.ceil((offset * 4) / 3), Math.floor(((offset + bytes.length) * 4) / 3));
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const inUrl = [encodeURIComponent(secret), new URLSearchParams({ secret }).toString().slice('secret='.length)];
  return [secret, ...inUrl, ...inUrl.map((text) => text.toLowerCase()), ...inBase64].filter((form) => form !== '');
}
