import { useEffect, useState } from 'react';
import { createRequest, type TypedDocumentNode, useClient } from 'urql';
import { allFailures, type Failure, failuresAt } from './failures.ts';
import { policyFor } from './use-read.ts';

/** An item of a list, or null with the failures if it could not be read. */
export interface ListItem<Item> {
  item: Item | null;
  failures: readonly Failure[];
}

/** A list, as far as it has been read. */
export interface List<Item> {
  items: readonly ListItem<Item>[];
  /** `failed` if a page could not be read. Only a `complete` list shows what is missing. */
  state: 'loading' | 'complete' | 'failed';
  /** The failures of the page that could not be read. */
  failures: readonly Failure[];
  /** True if the object that would have the list does not exist. */
  isAbsent: boolean;
  retry(): void;
}

interface ListPage<Item> {
  items: readonly (Item | null)[] | null;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

interface AllPagesOptions<Data, Variables, Item> {
  document: TypedDocumentNode<Data, Variables & { after: string | null }>;
  variables: Variables;
  /** Null if the object that has the list does not exist. */
  read(data: Data): ListPage<Item> | null | undefined;
  /** The path of the items in the response. */
  path: readonly string[];
  isPaused?: boolean;
}

/** Reads all pages of a list, one after the other, so that a long list is shown as a whole. */
export function useAllPages<Data, Variables extends Record<string, unknown>, Item>({
  document,
  variables,
  read,
  path,
  isPaused = false,
}: AllPagesOptions<Data, Variables, Item>): List<Item> {
  const client = useClient();
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify([variables, isPaused, attempt]);
  const [{ readKey, ...list }, setList] = useState({ readKey: key, ...nothing<Item>() });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the variables
  useEffect(() => {
    if (isPaused) return;
    let isLeft = false;
    const readFrom = async (after: string | null, before: readonly ListItem<Item>[]): Promise<void> => {
      const request = createRequest(document, { ...variables, after });
      const { data, error } = await client
        .executeQuery(request, { requestPolicy: attempt > 0 ? 'network-only' : policyFor(request.key) })
        .toPromise();
      if (isLeft) return;
      const page = data && read(data);
      const items = page?.items;
      if (!items) {
        const isAbsent = page === null && !error;
        return setList({
          readKey: key,
          items: before,
          state: isAbsent ? 'complete' : 'failed',
          failures: allFailures(error),
          isAbsent,
        });
      }
      const all = [...before, ...items.map((item, index) => ({ item, failures: failuresAt(error, [...path, index]) }))];
      const { hasNextPage, endCursor } = page.pageInfo;
      const state = hasNextPage ? 'loading' : 'complete';
      setList({ readKey: key, items: all, state, failures: [], isAbsent: false });
      if (hasNextPage) await readFrom(endCursor, all);
    };
    void readFrom(null, []);
    return () => {
      isLeft = true;
    };
  }, [client, key]);

  const current = readKey === key ? list : nothing<Item>();
  return {
    ...current,
    retry: () => setAttempt(attempt + 1),
  };
}

/** The items that could be read. */
export function readable<Item>({ items }: List<Item>): Item[] {
  return items.flatMap(({ item }) => (item === null ? [] : [item]));
}

/** True if every item could be read. Without that, a screen cannot say what the list does not have. */
export function isWhole({ items, state }: List<unknown>): boolean {
  return state === 'complete' && items.every(({ item }) => item !== null);
}

/** Why a list is not whole: the failures of the page and of the items that could not be read. */
export function failuresOf({ failures, items }: List<unknown>): readonly Failure[] {
  return [...failures, ...items.flatMap((item) => item.failures)];
}

function nothing<Item>() {
  return {
    items: [] as readonly ListItem<Item>[],
    state: 'loading' as List<Item>['state'],
    failures: [] as readonly Failure[],
    isAbsent: false,
  };
}
