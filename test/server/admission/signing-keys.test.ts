import { errors, exportJWK, generateKeyPair, type JWTVerifyGetKey } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createSigningKeys,
  KeysUnavailableError,
  keysAt,
  keyTimes,
  maxKeysBytes,
} from '../../../src/server/admission/signing-keys.ts';

type Outcome = 'ok' | 'fails' | 'hangs' | Error;

/** Keys whose provider is a list of names, with a clock of its own. */
function keysOf(...names: string[]) {
  let at = 0;
  let published = names;
  let held: string[] = [];
  let outcome: Outcome = 'ok';
  let end = () => {};
  const events: string[] = [];
  const fetchedAt: number[] = [];
  const find = createSigningKeys(
    {
      reload: async () => {
        fetchedAt.push(at);
        if (outcome === 'hangs')
          await new Promise<void>((resolve) => {
            end = resolve;
          });
        if (outcome instanceof Error) throw outcome;
        if (outcome === 'fails') throw Object.assign(new TypeError('secret'), { cause: { code: 'ECONNREFUSED' } });
        held = published;
      },
      find: (async ({ kid }: { kid: string }) => {
        if (kid === 'ambiguous') throw new errors.JWKSMultipleMatchingKeys();
        if (!held.includes(kid)) throw new errors.JWKSNoMatchingKey();
        return kid;
      }) as unknown as JWTVerifyGetKey,
    },
    { failed: (code) => events.push(`failed ${code}`), fetched: () => events.push('fetched') },
    () => at,
  );
  return {
    /** What comes of a token that is signed with a key: its name, `unknown` or `unavailable`. */
    ask: async (kid: string) => {
      try {
        return await find({ alg: 'ES256', kid }, {} as never);
      } catch (error) {
        return error instanceof KeysUnavailableError ? 'unavailable' : (error as { code: string }).code;
      }
    },
    goTo: (ms: number) => {
      at = ms;
    },
    publish: (...next: string[]) => {
      published = next;
    },
    set: (next: Outcome) => {
      outcome = next;
    },
    endFetch: () => end(),
    fetchedAt,
    events,
  };
}

const { refresh, keep, pause, pauseAfterFailure } = keyTimes;
const unknown = errors.JWKSNoMatchingKey.code;

test('keys are fetched when they are first needed, and again beside the requests when they are old', async () => {
  const keys = keysOf('a');
  keys.goTo(-keep);
  expect(keys.fetchedAt).toEqual([]);
  expect(await keys.ask('a')).toBe('a');
  keys.goTo(-keep + refresh - 1);
  expect(await keys.ask('a')).toBe('a');
  expect(keys.fetchedAt).toEqual([-keep]);
  keys.goTo(-keep + refresh);
  expect(await keys.ask('a')).toBe('a');
  expect(keys.fetchedAt).toEqual([-keep, -keep + refresh]);
  expect(keys.events).toEqual([]);
});

test('concurrent requests share one fetch, and a key that is no longer published is refused after it', async () => {
  const keys = keysOf('a');
  keys.set('hangs');
  const asked = ['a', 'a', 'b'].map((kid) => keys.ask(kid));
  keys.endFetch();
  expect(await Promise.all(asked)).toEqual(['a', 'a', unknown]);
  expect(keys.fetchedAt).toEqual([0]);
  keys.goTo(refresh);
  keys.publish('b');
  expect(await keys.ask('a')).toBe('a');
  keys.endFetch();
  await Promise.resolve();
  await expect.poll(() => keys.ask('a')).toBe(unknown);
  expect(await keys.ask('b')).toBe('b');
  expect(keys.fetchedAt).toEqual([0, refresh]);
});

test('an unknown key is looked for at most once in each pause', async () => {
  const keys = keysOf('a');
  expect(await keys.ask('a')).toBe('a');
  keys.publish('a', 'b');
  keys.goTo(pause - 1);
  expect(await keys.ask('b')).toBe(unknown);
  expect(keys.fetchedAt).toEqual([0]);
  keys.goTo(pause);
  expect(await keys.ask('b')).toBe('b');
  expect(await keys.ask('c')).toBe(unknown);
  expect(keys.fetchedAt).toEqual([0, pause]);
});

test('while the provider fails, keys are kept for a bounded time, and it is asked once in each pause', async () => {
  const keys = keysOf('a');
  expect(await keys.ask('a')).toBe('a');
  keys.set('fails');
  keys.goTo(refresh);
  expect(await keys.ask('a')).toBe('a');
  keys.goTo(refresh + pauseAfterFailure - 1);
  expect(await keys.ask('a')).toBe('a');
  // Whether it is published cannot be known now.
  expect(await keys.ask('b')).toBe('unavailable');
  expect(keys.fetchedAt).toEqual([0, refresh]);
  keys.goTo(refresh + pauseAfterFailure);
  expect(await keys.ask('a')).toBe('a');
  keys.goTo(keep - 1);
  expect(await keys.ask('a')).toBe('a');
  keys.goTo(keep);
  expect(await keys.ask('a')).toBe('unavailable');
  expect(keys.fetchedAt).toEqual([0, refresh, refresh + pauseAfterFailure, keep - 1]);
  expect(keys.events).toEqual(['failed ECONNREFUSED']);
  keys.set('ok');
  keys.goTo(keep - 1 + pauseAfterFailure);
  expect(await keys.ask('a')).toBe('a');
  expect(keys.events).toEqual(['failed ECONNREFUSED', 'fetched']);
});

test('a first fetch that fails is remembered, and a later one begins anew', async () => {
  const keys = keysOf('a');
  keys.set('fails');
  expect(await keys.ask('a')).toBe('unavailable');
  keys.set('ok');
  keys.goTo(pauseAfterFailure - 1);
  expect(await keys.ask('a')).toBe('unavailable');
  keys.goTo(pauseAfterFailure);
  expect(await keys.ask('a')).toBe('a');
  expect(keys.fetchedAt).toEqual([0, pauseAfterFailure]);
});

test('a token that fits several keys needs no fetch', async () => {
  const keys = keysOf('a');
  expect(await keys.ask('a')).toBe('a');
  keys.goTo(pause);
  expect(await keys.ask('ambiguous')).toBe(errors.JWKSMultipleMatchingKeys.code);
  expect(keys.fetchedAt).toEqual([0]);
});

test('the pause after a failure begins when it has failed, and the age of keys when they have come', async () => {
  const keys = keysOf('a');
  keys.set('hangs');
  const asked = keys.ask('a');
  keys.goTo(4000);
  keys.endFetch();
  expect(await asked).toBe('a');
  keys.set('fails');
  keys.goTo(4000 + keep - 1);
  expect(await keys.ask('a')).toBe('a');
  expect(keys.fetchedAt).toEqual([0, 4000 + keep - 1]);
});

test('the log has one line for each change: that fetches begin to fail, and that they work again', async () => {
  const keys = keysOf('a');
  const fetchWith = async (next: Outcome) => {
    keys.set(next);
    keys.goTo((keys.fetchedAt.at(-1) ?? 0) + keep);
    await keys.ask('a');
  };
  for (const next of ['fails', 'fails', 'ok', 'ok', 'fails', 'ok'] as const) await fetchWith(next);
  expect(keys.fetchedAt).toHaveLength(6);
  expect(keys.events).toEqual(['failed ECONNREFUSED', 'fetched', 'failed ECONNREFUSED', 'fetched']);
});

test.each<[string, Error]>([
  ['TIMEOUT', Object.assign(new Error('secret'), { name: 'TimeoutError', code: 23 })],
  ['ECONNRESET', Object.assign(new Error('secret'), { cause: { code: 'ECONNRESET' }, code: 'OTHER' })],
  ['HTTP_500', Object.assign(new Error('secret'), { code: 'HTTP_500' })],
  ['UNKNOWN', new Error('secret')],
])('the log says %s of a failure, and nothing of its message', async (code, error) => {
  const keys = keysOf('a');
  keys.set(error);
  expect(await keys.ask('a')).toBe('unavailable');
  expect(keys.events).toEqual([`failed ${code}`]);
});

describe('the keys at a URL', () => {
  const url = new URL('https://identity.example/keys');
  const fetched = vi.fn<typeof fetch>();
  beforeEach(() => {
    vi.spyOn(globalThis, 'fetch').mockImplementation(fetched);
    fetched.mockReset();
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const published = async (kid: string) =>
    JSON.stringify({ keys: [{ ...(await exportJWK((await generateKeyPair('ES256')).publicKey)), kid, alg: 'ES256' }] });
  const answer = (response: Response) => fetched.mockImplementation(async () => response);
  const header = (kid: string) => ({ alg: 'ES256', kid });
  const find = (keys: ReturnType<typeof keysAt>, kid: string) =>
    Promise.resolve(keys.find(header(kid), {} as never)).then(
      () => 'found',
      ({ code }) => code as string,
    );

  test('are found after they were fetched, and stay if the next fetch fails', async () => {
    const keys = keysAt(url);
    expect(await find(keys, 'one')).toBe(unknown);
    answer(new Response(await published('one')));
    await keys.reload();
    expect(await find(keys, 'one')).toBe('found');
    answer(new Response(null, { status: 503 }));
    await expect(keys.reload()).rejects.toThrow('HTTP_503');
    expect(await find(keys, 'one')).toBe('found');
    answer(new Response(await published('two')));
    await keys.reload();
    expect([await find(keys, 'one'), await find(keys, 'two')]).toEqual([unknown, 'found']);
  });

  test('are fetched from there only, as JSON, within the time of a fetch', async () => {
    const signal = new AbortController().signal;
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(signal);
    answer(new Response(await published('one')));
    await keysAt(url).reload();
    expect(timeout).toHaveBeenCalledWith(keyTimes.timeout);
    expect(fetched.mock.calls).toEqual([
      [url, { headers: { accept: 'application/json, application/jwk-set+json' }, redirect: 'manual', signal }],
    ]);
  });

  test.each<[string, string]>([
    ['is not JSON', 'nonsense'],
    ['is not a key set', '{}'],
    ['has no keys', '{"keys":[]}'],
  ])('are malformed if the response %s', async (_, body) => {
    answer(new Response(body));
    await expect(keysAt(url).reload()).rejects.toMatchObject({ code: 'MALFORMED' });
  });

  test.each([204, 302, 404])('are not there if the status is %d, and the body is not read', async (status) => {
    const cancelled = vi.fn();
    const body = status === 204 ? null : new ReadableStream({ cancel: cancelled });
    answer(new Response(body, { status }));
    await expect(keysAt(url).reload()).rejects.toMatchObject({ code: `HTTP_${status}` });
    expect(cancelled).toHaveBeenCalledTimes(body ? 1 : 0);
  });

  test('are not there if the response has no body', async () => {
    answer(new Response(null));
    await expect(keysAt(url).reload()).rejects.toMatchObject({ code: 'HTTP_200' });
  });

  test('may come in parts, and have as many bytes as allowed but not one more', async () => {
    const keys = keysAt(url);
    const text = await published('one');
    const padded = (length: number) => new Blob([text, ' '.repeat(length - text.length)]).stream();
    answer(new Response(padded(maxKeysBytes)));
    await keys.reload();
    expect(await find(keys, 'one')).toBe('found');
    answer(new Response(padded(maxKeysBytes + 1)));
    await expect(keys.reload()).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});
