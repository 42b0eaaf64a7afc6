import { type CodeTable, codeNames, defaultCodes } from '../../src/learning-api/contract/codes.ts';
import { isNode, listAt, type Node } from './document.ts';

/** A number and its name in a description. */
export interface Pair {
  readonly name: string;
  readonly code: number;
}

/** The codes of one table in the descriptions of a document. */
export interface FoundTable {
  readonly table: CodeTable;
  /** The places that describe its numbers. */
  readonly places: readonly string[];
  /** Our names by number, in the order of the numbers. */
  readonly codes: ReadonlyMap<number, string>;
  /** Omitted codes: names that our table does not have, and negative numbers. */
  readonly leftOut: readonly Pair[];
  readonly contradictions: readonly Contradiction[];
}

/** A number in our table that the descriptions contradict. */
export interface Contradiction {
  readonly text: string;
  /** True if the codes file replaces our entry. Otherwise the gateway would keep a wrong meaning. */
  readonly isReplaced: boolean;
}

/** A list of codes that does not belong to exactly one of our tables. */
export interface UnknownTable {
  readonly pairs: string;
  readonly places: readonly string[];
  /** Our tables that have names in common with it. */
  readonly resembles: readonly CodeTable[];
}

/** The codes in all descriptions of a document. */
export interface FoundCodes {
  readonly tables: readonly FoundTable[];
  readonly unknown: readonly UnknownTable[];
  /** Each names two places that contradict each other. */
  readonly disagreements: readonly string[];
}

interface Description {
  readonly place: string;
  readonly pairs: readonly Pair[];
}

const allTables = Object.keys(codeNames) as CodeTable[];

/** Finds the tables of codes in all descriptions of a document, and maps them to ours by the names in them. */
export function findCodes(document: Node): FoundCodes {
  const byTable = new Map<CodeTable, Description[]>();
  const unknown = new Map<string, { pairs: string; places: string[]; resembles: CodeTable[] }>();
  for (const description of describedCodes(document)) {
    const table = tableOf(description.pairs);
    if (table) {
      byTable.set(table, [...(byTable.get(table) ?? []), description]);
      continue;
    }
    const pairs = description.pairs.map(pairText).join(' ');
    const entry = unknown.get(pairs) ?? { pairs, places: [], resembles: resembled(description.pairs) };
    entry.places.push(description.place);
    unknown.set(pairs, entry);
  }
  const found = allTables.flatMap((table) => {
    const descriptions = byTable.get(table);
    return descriptions ? [{ table, descriptions }] : [];
  });
  return {
    tables: found.map(({ table, descriptions }) => foundTable(table, descriptions)),
    unknown: [...unknown.values()],
    disagreements: found.flatMap(({ table, descriptions }) => disagreement(table, descriptions) ?? []),
  };
}

/** Name and number in the format of a description. */
export function pairText({ name, code }: Pair): string {
  return `${name}=${code};`;
}

function describedCodes(document: Node): Description[] {
  const descriptions: Description[] = [];
  const seen = new Set<unknown>();
  const visit = (value: unknown, place: readonly string[]): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        visit(item, [...place, isNode(item) && typeof item.name === 'string' ? item.name : String(index)]);
      });
      return;
    }
    const named = pairsOfEnum(value);
    if (named.length > 0) descriptions.push({ place: place.join(' > '), pairs: named });
    for (const [key, child] of Object.entries(value)) {
      if (key === 'description' && typeof child === 'string') {
        const pairs = pairsIn(child);
        if (pairs.length > 0) descriptions.push({ place: place.join(' > '), pairs });
      } else visit(child, [...place, key]);
    }
  };
  visit(document, []);
  return descriptions;
}

/** The pairs of an enum whose names are in an extension: `x-enum-varnames` or `x-enumNames`, in the same order. */
function pairsOfEnum(schema: object): Pair[] {
  const { enum: values, 'x-enum-varnames': varnames, 'x-enumNames': enumNames } = schema as Node;
  const names = listAt(varnames ?? enumNames);
  return listAt(values).flatMap((code, index) => {
    const name = names[index];
    return typeof code === 'number' && Number.isInteger(code) && typeof name === 'string' ? { name, code } : [];
  });
}

/** A list of codes has at least one pair with a semicolon. The last pair may omit it. */
function pairsIn(text: string): Pair[] {
  if (!/[A-Za-z_]\w*\s*=\s*-?\d+\s*;/.test(text)) return [];
  const matches = text.matchAll(/(?<![\w?&])([A-Za-z_]\w*)\s*=\s*(-?\d+)(?!\w|\.\d)/g);
  return [...matches].map(([, name = '', code]) => ({ name, code: Number(code) }));
}

/** A single common name is a coincidence (other lists also have `None`), unless it is the only name. */
function tableOf(pairs: readonly Pair[]): CodeTable | null {
  const names = new Set(pairs.map(({ name }) => name.toLowerCase()));
  const fitting = allTables.filter((table) => {
    const common = namesInCommon(table, pairs);
    return common >= 2 || (common > 0 && common === names.size);
  });
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function resembled(pairs: readonly Pair[]): CodeTable[] {
  return allTables.filter((table) => namesInCommon(table, pairs) > 0);
}

function namesInCommon(table: CodeTable, pairs: readonly Pair[]): number {
  return new Set(pairs.flatMap(({ name }) => ourName(table, name) ?? [])).size;
}

function ourName(table: CodeTable, name: string): string | undefined {
  return codeNames[table].find((known) => known.toLowerCase() === name.toLowerCase());
}

/** Two descriptions may have different parts of a table, but not two numbers for a name or two names for a number. */
function disagreement(table: CodeTable, descriptions: readonly Description[]): string | null {
  const earlier: (Pair & { place: string })[] = [];
  for (const { place, pairs } of descriptions) {
    for (const pair of pairs) {
      const other = earlier.find(
        ({ name, code }) => (name.toLowerCase() === pair.name.toLowerCase()) !== (code === pair.code),
      );
      if (other) return `${table}: ${pairText(other)} in ${other.place}, but ${pairText(pair)} in ${place}`;
      earlier.push({ ...pair, place });
    }
  }
  return null;
}

function foundTable(table: CodeTable, descriptions: readonly Description[]): FoundTable {
  const pairs = [
    ...new Map(descriptions.flatMap((each) => each.pairs).map((pair) => [pairText(pair).toLowerCase(), pair])).values(),
  ].sort((one, other) => one.code - other.code);
  const isKept = ({ name, code }: Pair): boolean => ourName(table, name) !== undefined && code >= 0;
  const codes = new Map(pairs.filter(isKept).map(({ name, code }) => [code, ourName(table, name) ?? name]));
  return {
    table,
    places: descriptions.map(({ place }) => place),
    codes,
    leftOut: pairs.filter((pair) => !isKept(pair)),
    contradictions: contradictions(table, pairs, codes),
  };
}

function contradictions(table: CodeTable, pairs: readonly Pair[], codes: ReadonlyMap<number, string>): Contradiction[] {
  return Object.entries(defaultCodes[table]).flatMap(([key, ours]) => {
    const code = Number(key);
    const isOurs = (pair: Pair): boolean => ourName(table, pair.name) === ours;
    const against = pairs.filter((pair) => isOurs(pair) !== (pair.code === code));
    if (against.length === 0) return [];
    const text = `our table has ${pairText({ name: ours, code })} the document has ${against.map(pairText).join(' ')}`;
    return [{ text, isReplaced: codes.has(code) }];
  });
}
