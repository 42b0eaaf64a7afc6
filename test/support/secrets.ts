/** The ways of writing a secret that would give it away: as it is, URL-encoded, in JSON, in base64 wherever it begins. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const inBase64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    // Without the characters that also depend on what stands before and behind.
    return text.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3));
  });
  const plain = [secret, encodeURIComponent(secret), encodeURIComponent(encodeURIComponent(secret))];
  const forms = [
    ...plain,
    new URLSearchParams({ secret }).toString().slice('secret='.length),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('hex'),
    ...inBase64,
    ...inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
  return [...new Set(forms)];
}

/** Where a text gives a secret away: each place with what stands around it. */
export function findSecret(text: string, secret: string): string[] {
  const searched = text.toLowerCase();
  return formsOf(secret).flatMap((form) => {
    const at = searched.indexOf(form.toLowerCase());
    return at < 0 ? [] : [text.slice(Math.max(0, at - 150), at + form.length + 50)];
  });
}
