import { errors, type JWTVerifyGetKey } from 'jose';
import { expect, test } from 'vitest';
import { createSigningKeys, KeysUnavailableError, keyTimes } from '../../../src/server/admission/signing-keys.ts';

type Outcome = 'ok' | 'fails' | 'hangs';

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
        if (outcome === 'fails') throw Object.assign(new TypeError('secret'), { cause: { code: 'ECONNREFUSED' } });
        held = published;
      },
      find: (async ({ kid }: { kid: string }) => {
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
