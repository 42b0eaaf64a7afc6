import { useMemo } from 'react';
import { type AnyVariables, createRequest, type RequestPolicy, type UseQueryArgs, useQuery } from 'urql';

/** The keys of queries whose last answer had errors. */
const failed = new Set<number>();

/** Notes if the last answer to a query had errors. */
export function noteAnswer(key: number, hasErrors: boolean): void {
  if (hasErrors) failed.add(key);
  else failed.delete(key);
}

/** Reads from the cache, but tries again what failed: the cache has gaps there. */
export function policyFor(key: number): RequestPolicy {
  return failed.has(key) ? 'network-only' : 'cache-first';
}

/** `useQuery` that is fetching until everything is there. Use it for every query of a screen. */
export function useRead<Data, Variables extends AnyVariables>(options: UseQueryArgs<Variables, Data>) {
  const { key } = createRequest(options.query, options.variables as Variables);
  const requestPolicy = useMemo(() => options.requestPolicy ?? policyFor(key), [key, options.requestPolicy]);
  const [state, read] = useQuery<Data, Variables>({ ...options, requestPolicy });
  const isWaiting = state.fetching || (state.stale && state.data === undefined);
  return [{ ...state, fetching: isWaiting }, () => read({ requestPolicy: 'network-only' })] as const;
}
