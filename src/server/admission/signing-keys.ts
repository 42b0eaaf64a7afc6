import type { ReadableStream } from 'node:stream/web';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

/** The public keys of an identity provider, as it published them last. */
export interface KeySource {
  /** Fetches the keys. If that fails, the keys of the last fetch stay. */
  reload(): Promise<void>;
  /** The key of a token among those that were fetched last. */
  find: JWTVerifyGetKey;
}

/** Is notified when fetching the keys begins to fail, and when it works again. Must not throw. */
export interface KeysObserver {
  failed(code: string): void;
  fetched(): void;
}

/** The keys are needed and cannot be fetched. */
export class KeysUnavailableError extends Error {}

/** All times of the keys, in milliseconds. */
export const keyTimes = {
  /** Older keys are fetched again, while requests use them. */
  refresh: 10 * 60_000,
  /** Older keys are not used. So a key that the provider no longer publishes is trusted for at most this long. */
  keep: 60 * 60_000,
  /** How long one fetch may take, to the last byte. */
  timeout: 5_000,
  /** Pause after a fetch, also if tokens name unknown keys. */
  pause: 30_000,
  /** Pause after a failed fetch. Requests that need other keys fail at once meanwhile. */
  pauseAfterFailure: 5_000,
};

/** Maximum size of the keys, in bytes after decompression. */
export const maxKeysBytes = 1_000_000;

/**
 * Finds the keys of tokens. The provider may be away for as long as the keys may be kept: requests wait for it only if no
 * usable key set is held, or if a token names an unknown key.
 *
 * @param now milliseconds of a monotonic clock
 */
export function createSigningKeys(
  source: KeySource,
  observer: KeysObserver,
  now: () => number = () => performance.now(),
): JWTVerifyGetKey {
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let nextFetchAt = Number.NEGATIVE_INFINITY;
  let isFailing = false;
  let fetching: Promise<void> | null = null;

  const fetchKeys = async () => {
    try {
      await source.reload();
      fetchedAt = now();
      nextFetchAt = fetchedAt + keyTimes.pause;
      if (isFailing) observer.fetched();
      isFailing = false;
    } catch (error) {
      nextFetchAt = now() + keyTimes.pauseAfterFailure;
      if (!isFailing) observer.failed(codeOf(error));
      isFailing = true;
    } finally {
      fetching = null;
    }
  };
  /** The fetch in flight, or a new one. Null if the last one was just now. */
  const fetchOnce = () => {
    if (!fetching && now() >= nextFetchAt) fetching = fetchKeys();
    return fetching;
  };
  const age = () => now() - fetchedAt;

  return async (header, token) => {
    if (age() >= keyTimes.keep) {
      await fetchOnce();
      if (age() >= keyTimes.keep) throw new KeysUnavailableError();
    } else if (age() >= keyTimes.refresh) void fetchOnce();
    try {
      return await source.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await fetchOnce();
      if (isFailing) throw new KeysUnavailableError();
      return source.find(header, token);
    }
  };
}

/** The keys that a URL publishes as a JSON Web Key Set. */
export function keysAt(url: URL): KeySource {
  let find: JWTVerifyGetKey = createLocalJWKSet({ keys: [] });
  return {
    reload: async () => {
      find = keySetOf(await fetchWithinLimits(url));
    },
    find: (header, token) => find(header, token),
  };
}

/** Follows no redirect: the keys come from the configured URL only. */
async function fetchWithinLimits(url: URL): Promise<string> {
  const { status, body } = await fetch(url, {
    headers: { accept: 'application/json, application/jwk-set+json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(keyTimes.timeout),
  });
  if (status !== 200 || !body) {
    await body?.cancel();
    throw new FetchError(`HTTP_${status}`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body as ReadableStream<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maxKeysBytes) throw new FetchError('TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** A set without keys is refused too: with it, no token would be valid. */
function keySetOf(text: string): JWTVerifyGetKey {
  try {
    const set = JSON.parse(text) as JSONWebKeySet;
    const find = createLocalJWKSet(set);
    if (set.keys.length > 0) return find;
  } catch {
    // Not JSON, or not a key set.
  }
  throw new FetchError('MALFORMED');
}

class FetchError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Only the code: messages may quote the URL or the response. */
function codeOf(error: unknown): string {
  const { name, code, cause } = error as { name?: string; code?: unknown; cause?: { code?: unknown } };
  return name === 'TimeoutError' ? 'TIMEOUT' : String(cause?.code ?? code ?? 'UNKNOWN');
}
