import type { GraphQLResolveInfo } from 'graphql';
import type { AheadRunner } from '../execution/run-ahead.ts';
import type { QueryPosition } from '../loaders/batch-scheduler.ts';
import type { GraphContext } from './context.ts';
import type { PositionedInfo } from './row.ts';

/**
 * Maximum number of references of one request that are used before it is known that they exist. The calls that depend on
 * a reference are made in vain if it does not.
 */
export const maxUnconfirmed = 100;

/** A reference to an object that is being looked up. */
export interface Unconfirmed<Ref> {
  /** The known part of the object. Reading anything else must throw, or be loaded: see `partOf`. */
  known: object;
  confirmed: Promise<Ref>;
}

export function isUnconfirmed(value: unknown): value is Unconfirmed<unknown> {
  return typeof value === 'object' && value !== null && 'known' in value && 'confirmed' in value;
}

/**
 * The value of a resolver that looks an object up. The result is that of the look-up; meanwhile the selection runs on
 * the known part, so that nothing waits for an answer that it does not need.
 *
 * @param lookUp starts the look-up. Its keys have the position if batches wait for the value
 */
export function ahead<Ref>(
  context: GraphContext,
  info: Info,
  lookUp: (position?: QueryPosition) => Unconfirmed<Ref>,
): Promise<Ref> {
  const runner = context.unconfirmed.count < maxUnconfirmed ? runnerOf(context, info) : null;
  if (!runner) return lookUp(info.position).confirmed;
  context.unconfirmed.count += 1;
  const { known, confirmed } = lookUp(uncounted(info));
  runner.runAhead(known, confirmed);
  return confirmed;
}

/**
 * The same for the type of an object that is being found out.
 *
 * @param probableType the type that it probably has. Null if there is none
 */
export function aheadAsType<Name extends string>(
  object: object,
  probableType: Name | null,
  context: GraphContext,
  info: Info,
  findOut: (position?: QueryPosition) => Promise<Name>,
): Promise<Name> {
  const runner = probableType && runnerOf(context, info);
  if (!runner) return findOut(info.position);
  const confirmed = findOut(uncounted(info));
  runner.runAheadAsType(object, probableType, confirmed);
  return confirmed;
}

/** The position of a look-up that batches do not wait for, since they wait for the selection that runs ahead of it. */
function uncounted({ position }: Info): QueryPosition {
  return { feeds: 0, suspended: position?.suspended ?? 0 };
}

/** The known part of each node of a page. The same name means the same. */
export interface KnownNode<Node> {
  name: string;
  part: Partial<Node> & object;
}

/**
 * Runs the selection on the nodes of a page ahead of the page, once for all pages of a field with the same known part. So calls leave that any node of the page will need.
 */
export function aheadOfNodes({ name, part }: KnownNode<unknown>, context: GraphContext, info: Info): void {
  const names = context.knownNodes.get(info.fieldNodes) ?? new Set();
  if (names.has(name)) return;
  context.knownNodes.set(info.fieldNodes, names.add(name));
  const node = partOf<object>(part);
  const page = partOf({ nodes: [node], edges: [partOf({ node })] });
  runnerOf(context, info)?.runAhead(page, null);
}

/** Executors that run ahead by themselves pass the runner. */
type Info = GraphQLResolveInfo & PositionedInfo & Partial<AheadRunner>;

function runnerOf({ aheadRunners }: GraphContext, info: Info): AheadRunner | null {
  return info.runAhead ? (info as AheadRunner) : (aheadRunners?.(info) ?? null);
}

/** A part of an object. Reading another part throws, so that no resolver takes it for missing. */
export function partOf<Whole extends object>(part: Partial<Whole>): Whole {
  return new Proxy(part as Whole, {
    get: (target, name) => {
      if (Reflect.has(target, name) || typeof name === 'symbol' || name === 'then') return Reflect.get(target, name);
      throw unknownPart;
    },
  });
}

const unknownPart = new Error('This part of the object is not known yet.');
