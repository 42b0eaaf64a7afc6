import { containsCredential } from './credentials.ts';

/** A text of a caller for the log: one line of so many characters. Null if nothing is left. */
export type Quote = (text: string, maxLength: number) => string | null;

/** Instead of a text that may be a secret. */
const notShown = '(not shown)';

/**
 * Returns a function that quotes texts of a caller.
 *
 * @param redact removes the credentials of the caller
 */
export function createQuote(authorization: string | undefined, redact: (text: string) => string): Quote {
  return (text, maxLength) => {
    const line = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim();
    return isSecret(line) || redact(line) !== line || containsCredential(line, authorization)
      ? notShown
      : [...line].slice(0, maxLength).join('') || null;
  };
}

/** The forms of tokens: a UUID, also without hyphens, and a JWT. A commit hash has more digits. */
function isSecret(text: string): boolean {
  return /(?<![0-9a-f])[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}(?![0-9a-f])|eyJ[\w-]{8,}|bearer\s/i.test(text);
}
