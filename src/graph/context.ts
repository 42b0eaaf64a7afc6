import type { Codes } from '../learning-api/contract/codes.ts';
import type { Loaders } from '../loaders/loaders.ts';

/** What resolvers have at hand: everything of one request, nothing of another. */
export interface GraphContext {
  loaders: Loaders;
  /** Milliseconds after which a bulk mutation attempts nothing more. */
  bulkBudgetMs: number;
  codes: Codes;
  /** What links led to, by kind and id. */
  links: Map<string, { id: string }>;
  /** Tells the caller of a warning that came with what stands at a path. */
  warn(path: readonly (string | number)[], message: string): void;
  /** The organization to ask in where the REST API demands one and the query names none; null where there is no default. */
  defaultOrganizationId: string | null;
}
