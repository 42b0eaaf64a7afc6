import type { GraphQLResolveInfo } from 'graphql';
import { type AheadRunner, comesWithConfirmation } from '../execution/run-ahead.ts';
import { type QueryPosition, uncounted } from '../loaders/batch-scheduler.ts';
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
  /** A larger part that is known before the confirmation. Null if there is none. Never rejects. */
  knownLater?: Promise<object | null>;
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
  const { known, knownLater, confirmed } = lookUp(uncounted(info.position));
  runner.runAhead(known, confirmed, knownLater);
  return confirmed;
}

/** The same for the type of an object whose kind is being found out. */
export function aheadAsType<Kind extends string, Name extends string>(
  object: object,
  names: Readonly<Record<Kind, Name>>,
  context: GraphContext,
  info: Info,
  { probable, confirmed }: { probable: Kind | Promise<Kind | null>; confirmed: Promise<Kind> },
): Promise<Name> {
  const nameOf = (kind: Kind | null) => kind && names[kind];
  runnerOf(context, info)?.runAheadAsType(
    object,
    typeof probable === 'string' ? names[probable] : probable.then(nameOf),
    confirmed,
  );
  return confirmed.then((kind) => names[kind]);
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

/** A row that comes with the confirmation: with these fields, or with all. */
export function rowToCome<Row extends object>(names?: readonly (keyof Row)[]): Row {
  return new Proxy({} as Row, {
    has: (_, name) => !names || names.includes(name as keyof Row),
    get: (_, name) => {
      if (typeof name === 'symbol') return undefined;
      throw comesWithConfirmation;
    },
  });
}
