import { LRUCache } from 'lru-cache';
import { isFaultless, markKept } from '../contract/rows.ts';

/**
 * Remembers what answers were read to. Reference data is the same for nearly everybody who asks, so most answers have
 * the same bytes as the last one to the same question: these need not be read again. The REST API is asked all the
 * same, and decides what each caller may see.
 */
export interface KnownAnswers {
  /**
   * What the answer was read to when it last came, or else what `read` makes of it.
   *
   * @param question what was asked, without a token
   */
  read<Data>(question: string, body: Buffer, read: () => Data): Data;
}

interface Known {
  body: Buffer;
  data: unknown;
  isKept: boolean;
}

/** The most bytes of answers that are remembered. */
const maxBytes = 4_000_000;

export function createKnownAnswers(): KnownAnswers {
  const answers = new LRUCache<string, Known>({ maxSize: maxBytes, sizeCalculation: ({ body }) => body.length + 1 });
  return {
    read: <Data>(question: string, body: Buffer, read: () => Data): Data => {
      const known = answers.get(question);
      if (known?.body.equals(body)) {
        if (!known.isKept) markKept(known.data);
        known.isKept = true;
        return known.data as Data;
      }
      const data = read();
      // Messages of warnings and failures are made for the caller whom they are told. A copy, since the bytes may be a
      // small part of what was read from a socket.
      if (isFaultless(data)) answers.set(question, { body: Buffer.from(body), data, isKept: false });
      return data;
    },
  };
}
