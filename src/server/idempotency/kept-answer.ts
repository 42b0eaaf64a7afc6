import type { GraphQLError } from 'graphql';
import { mergeParts, type Part } from './merge-parts.ts';

/** An error as it is kept. Its position is kept as an offset, from which GraphQLError derives line and column. */
export interface KeptError {
  message: string;
  path?: readonly (string | number)[] | undefined;
  positions?: readonly number[] | undefined;
  extensions: Record<string, unknown>;
}

/** The answer to a request, as it is kept. */
export interface KeptAnswer {
  data: unknown;
  errors: KeptError[];
  warnings: readonly { path: readonly (string | number)[]; message: string }[];
  /** The id of the request that was carried out. */
  requestId: string;
}

/** Collects the parts of a result, as text, because the parts change while they are sent. */
export interface AnswerText {
  add(part: Part<GraphQLError>): void;
  /** The whole answer, or null if it is larger than allowed. */
  whole(rest: Pick<KeptAnswer, 'warnings' | 'requestId'>): string | null;
}

/** @param redact removes the caller's credentials from a text */
export function collectAnswer(maxBytes: number, redact: (text: string) => string): AnswerText {
  const texts: string[] = [];
  let bytes = 0;
  const keptError = ({ message, path, positions, extensions }: GraphQLError): KeptError => ({
    message: redact(message),
    path,
    positions,
    extensions,
  });
  return {
    add: (part) => {
      if (bytes > maxBytes) return;
      const incremental = part.incremental?.map((increment) => ({
        ...increment,
        errors: increment.errors?.map(keptError),
      }));
      const text = JSON.stringify({ data: part.data, errors: part.errors?.map(keptError), incremental });
      bytes += Buffer.byteLength(text);
      texts.push(text);
    },
    whole: (rest) => {
      if (bytes > maxBytes) return null;
      const merged = mergeParts(texts.map((text) => JSON.parse(text) as Part<KeptError>));
      return JSON.stringify({ ...merged, ...rest } satisfies KeptAnswer);
    },
  };
}
