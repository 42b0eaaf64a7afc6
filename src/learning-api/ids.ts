const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const noId = '00000000-0000-0000-0000-000000000000';

/**
 * The one way an id is written inside the gateway: lower case. The all-zero id, which the REST API
 * sends for "none", and anything that is no UUID are null.
 */
export function canonicalId(text: string): string | null {
  if (uuid.test(text)) return text === noId ? null : text;
  const id = text.trim().toLowerCase();
  return uuid.test(id) && id !== noId ? id : null;
}
