import { useMemo } from 'react';
import { type AnyVariables, createRequest, type RequestPolicy, type UseQueryArgs, useQuery } from 'urql';

/** The keys of queries whose last answer had errors. */
const failed = new Set<number>();

/** Notes if the last answer to a query had errors. */
export function noteAnswer(key: number, hasErrors: boolean): void {
  if (hasErrors) failed.add(key);
  else failed.delete(key);
}

/** Reads from the cache, except if the last answer had errors: then the cache has gaps. */
export function policyFor(key: number): RequestPolicy {
  return failed.has(key) ? 'network-only' : 'cache-first';
}

/** `useQuery`, but `fetching` stays true until all data is there. Use it for every query of a screen. */
export function useRead<Data, Variables extends AnyVariables>(options: UseQueryArgs<Variables, Data>) {
  const { key } = createRequest(options.query, options.variables as Variables);
  const requestPolicy = useMemo(() => options.requestPolicy ?? policyFor(key), [key, options.requestPolicy]);
  const [state, read] = useQuery<Data, Variables>({ ...options, requestPolicy });
  const isWaiting = state.fetching || (state.stale && state.data === undefined);
  return [{ ...state, fetching: isWaiting }, () => read({ requestPolicy: 'network-only' })] as const;
}
