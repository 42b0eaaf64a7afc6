/** How a sandbox answers. Can be changed while it runs. */
export interface Behavior {
  /** Delay before every response, in milliseconds. */
  latencyMs: number;
  /** Delay before the responses of single operations, instead of `latencyMs`. */
  latencyMsByOperation: Record<string, number>;
  /** Upper bound of a random delay that is added to each response, in milliseconds. */
  latencyJitterMs: number;
  /** The paging headers of lists: X-Total-Count, X-Per-Page and X-Page, one of the first two, or none. */
  pageHeaders: 'all' | 'total' | 'perPage' | 'none';
  /** Maximum number of items in a page. Larger requests get this many. */
  maxPerPage: number;
  /** True to answer every request for a page with the first page. */
  ignoresPage: boolean;
  /** How GetSections treats sections that the caller has no access to. The behavior of the real API is unknown. */
  forbiddenSections: 'refuse' | 'drop';
  /** Lifetime of the tokens that Authenticate issues. */
  tokenLifeSeconds: number;
  /** Status for a token that is not valid. The status of the real API is unknown. */
  refusedTokenStatus: 401 | 403;
}

export const defaultBehavior: Readonly<Behavior> = {
  latencyMs: 0,
  latencyMsByOperation: {},
  latencyJitterMs: 0,
  pageHeaders: 'all',
  maxPerPage: 1000,
  ignoresPage: false,
  forbiddenSections: 'refuse',
  tokenLifeSeconds: 3600,
  refusedTokenStatus: 401,
};
