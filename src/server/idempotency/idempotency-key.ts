/** Maximum length of a key. */
const maxLength = 255;

/** A string of RFC 8941, section 3.3.3, which the IETF draft requires: printable ASCII, with `\"` and `\\`. */
const quotedKey = /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;
/** A key without quotes, as many clients send it. It must not contain what separates the parts of a structured header. */
const bareKey = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/;

/**
 * The key in the value of an `Idempotency-Key` header. Null if the value is not valid. A key means the same with and
 * without quotes. Node joins repeated headers with commas, so they are not valid.
 */
export function idempotencyKeyIn(header: string): string | null {
  const text = header.trim();
  const quoted = quotedKey.exec(text)?.[1];
  const key = quoted === undefined ? bareKey.exec(text)?.[0] : quoted.replace(/\\(["\\])/g, '$1');
  return key && key.length <= maxLength ? key : null;
}
