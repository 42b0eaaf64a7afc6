// cspell:ignore incrementalspec
import { LRUCache } from 'lru-cache';

/** The media types for the response to a caller. At least one is not null. */
export interface ResponseFormats {
  /** For a response that comes as a whole. */
  whole: WholeType | null;
  /** For a response in parts, which `@defer` and `@stream` deliver. */
  inParts: PartsType | null;
  /** For the rows of the only list of a query. Null unless the caller prefers it. */
  rows: RowsType | null;
}

export type WholeType = (typeof wholeTypes)[number];
export type PartsType = (typeof partsTypes)[number];
export type RowsType = (typeof rowsTypes)[number];

/** If a caller has no preference, the first is used. */
const wholeTypes = ['application/json', 'application/graphql-response+json'] as const;
/** Without this parameter, `multipart/mixed` means the form of 2022, as with `deferSpec=20220824`. */
export const multipartV02 = 'multipart/mixed;incrementalSpec=v0.2';
const partsTypes = ['multipart/mixed', multipartV02, 'text/event-stream'] as const;
const rowsTypes = ['application/x-ndjson', 'text/csv'] as const;
// The range `*/*` means the first.
const allTypes = [...wholeTypes, ...partsTypes, ...rowsTypes] as const;

/** One element of an Accept header: a media range (RFC 9110, section 12.5.1). */
interface MediaRange {
  type: string;
  /** From 0, not acceptable, to 1. */
  quality: number;
  position: number;
}

const defaultFormats: ResponseFormats = { whole: 'application/json', inParts: 'multipart/mixed', rows: null };

/** Clients send few different Accept headers. */
export const maxMemoizedHeaders = 100;
const memo = new LRUCache<string, ResponseFormats | 'none'>({ max: maxMemoizedHeaders });
const maxMemoizedLength = 300;

/**
 * The formats of the response to a request with this Accept header. An empty one is the same as none. Null if the caller
 * accepts none of them.
 */
export function responseFormatsFor(accept: string | undefined): ResponseFormats | null {
  if (accept === undefined || accept.trim() === '') return defaultFormats;
  const memoized = memo.get(accept);
  if (memoized) return memoized === 'none' ? null : memoized;
  const ranges = rangesIn(accept);
  const formats = formatsIn(ranges);
  const isAcceptable = formats.whole !== null || formats.inParts !== null;
  if (accept.length <= maxMemoizedLength) memo.set(accept, isAcceptable ? formats : 'none');
  return isAcceptable ? formats : null;
}

function formatsIn(ranges: readonly MediaRange[]): ResponseFormats {
  const rows = rowsTypes.find((type) => type === preferred(allTypes, ranges));
  // A request that is refused has no rows, but errors.
  if (rows) return { whole: 'application/graphql-response+json', inParts: null, rows };
  return { whole: preferred(wholeTypes, ranges), inParts: preferred(partsTypes, ranges), rows: null };
}

/** The header `Content-Type` of a response in parts. */
export function contentTypeOf(type: PartsType): string {
  return type.replace('multipart/mixed', 'multipart/mixed; boundary="-"');
}

/**
 * The ranges, without those that demand another charset than UTF-8. A library for this would compare all parameters, and
 * clients send some that name no other type, such as `boundary`.
 */
function rangesIn(accept: string): MediaRange[] {
  return accept
    .toLowerCase()
    .split(',')
    .flatMap((element, position) => {
      const [type = '', ...parameters] = element.split(';').map((part) => part.trim());
      const value = (name: string) =>
        parameters
          .find((parameter) => parameter.startsWith(`${name}=`))
          ?.slice(name.length + 1)
          .replaceAll('"', '');
      const charset = value('charset');
      const quality = Number(value('q') ?? 1);
      const isValid = type !== '' && quality >= 0 && quality <= 1 && (charset ?? 'utf-8') === 'utf-8';
      const isV02 = type === 'multipart/mixed' && value('incrementalspec') === 'v0.2';
      return isValid ? [{ type: isV02 ? multipartV02 : type, quality, position }] : [];
    });
}

/** The type with the highest quality; then the one that is named most precisely, then the one that is named first. */
function preferred<Type extends string>(types: readonly Type[], ranges: readonly MediaRange[]): Type | null {
  const candidates = types.flatMap((type) => {
    const range = mostPrecise(type, ranges);
    return range && range.quality > 0 ? [{ type, range }] : [];
  });
  candidates.sort(
    (one, other) =>
      other.range.quality - one.range.quality ||
      precision(other.range) - precision(one.range) ||
      one.range.position - other.range.position,
  );
  return candidates[0]?.type ?? null;
}

/** The range that decides about a type. With `application/json;q=0`, a range of all types does not allow JSON. */
function mostPrecise(type: string, ranges: readonly MediaRange[]): MediaRange | null {
  const [group] = type.split('/', 1);
  const matching = ranges.filter((range) => range.type === type || range.type === `${group}/*` || range.type === '*/*');
  matching.sort((one, other) => precision(other) - precision(one) || one.position - other.position);
  return matching[0] ?? null;
}

function precision({ type }: MediaRange): number {
  return type === '*/*' ? 0 : type.endsWith('/*') ? 1 : 2;
}
