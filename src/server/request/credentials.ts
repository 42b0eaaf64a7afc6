/** The words of an Authorization header that are long enough to be a secret. */
export function credentialsIn(authorization: string | undefined): string[] {
  return (authorization ?? '').split(/\s+/).filter((word) => word.length >= 8);
}

/** True if a text contains a credential of an Authorization header, in any spelling or in hexadecimal digits. */
export function containsCredential(text: string, authorization: string | undefined): boolean {
  const searched = withoutSpelling(text);
  return credentialsIn(authorization).some(
    (credential) =>
      searched.includes(withoutSpelling(credential)) || searched.includes(Buffer.from(credential).toString('hex')),
  );
}

function withoutSpelling(text: string): string {
  return text.toLowerCase().replaceAll(/[^0-9a-z]/g, '');
}
