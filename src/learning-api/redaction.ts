/** Where an answer comes from, for what is said of it. */
export interface Source {
  operation: string;
  /** Takes the secrets of the call out of a text of the REST API. */
  hide(text: string): string;
}

/** @param secrets what the call was made with: the REST API might hand it back in a message */
export function sourceOf(operation: string, ...secrets: readonly string[]): Source {
  return { operation, hide: hiding(secrets) };
}

/** Takes secrets out of texts that people will read, in whatever way they are written. */
export function hiding(secrets: readonly string[]): (text: string) => string {
  let forms: string[] | undefined;
  return (text) => {
    forms ??= secrets.flatMap(formsOf);
    return forms.reduce((hidden, form) => (hidden.includes(form) ? hidden.replaceAll(form, '…') : hidden), text);
  };
}

/** A secret as it is, in a URL, and in base64 wherever it begins there. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const inBase64 = [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    // Without the characters that also depend on what stands before and behind.
    const own = text.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3));
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const inUrl = [encodeURIComponent(secret), new URLSearchParams({ secret }).toString().slice('secret='.length)];
  return [secret, ...inUrl, ...inUrl.map((text) => text.toLowerCase()), ...inBase64].filter((form) => form !== '');
}
