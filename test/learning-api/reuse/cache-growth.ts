/** Fills caches with results of several sizes and prints, as JSON, how much of the heap each takes. */
import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { CallResult } from '../../../src/learning-api/client.ts';
import type { OperationName } from '../../../src/learning-api/contract/operations.ts';
import { decodeRow } from '../../../src/learning-api/contract/rows.ts';
import { responseContext } from '../../../src/learning-api/redaction.ts';
import { createCache } from '../../../src/learning-api/reuse/cache.ts';

const maxBytes = 20_000_000;
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heapBytes = () => {
  collect();
  return process.memoryUsage().heapUsed;
};
const parsed = (value: unknown) => JSON.parse(JSON.stringify(value));
const owner = (number: number) => createHash('sha256').update(String(number)).digest('hex');
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const range = (length: number) => Array.from({ length }, (_, index) => index);
const section = (number: number) =>
  decodeRow(
    'Section',
    parsed({ syllabus_id: id(number), title: `Section ${number}`, section_number: String(number), org_id: id(1) }),
    responseContext('GetSections', 'token'),
  );

/** Results for two owners, or for ever new ones: one owner may take half of the memory. */
interface Growth {
  count: number;
  operation: OperationName;
  owner(number: number): string;
  parameters(number: number): object;
  data(number: number): unknown;
}

const growths: Record<string, Growth> = {
  'empty pages': {
    count: 120_000,
    operation: 'GetCategories',
    owner: (number) => owner(number % 2),
    parameters: (number) => ({ catalogId: id(number) }),
    data: () => [],
  },
  'ever new tokens': {
    count: 120_000,
    operation: 'GetCatalogDescription',
    owner,
    parameters: () => ({ catalogId: id(0) }),
    data: (number) => parsed({ description: `Text ${number}` }),
  },
  'few large results': {
    count: 60,
    operation: 'GetCatalogs',
    owner: (number) => owner(number % 2),
    parameters: (page) => ({ page }),
    data: (page) =>
      parsed({
        catalogs: range(3_000).map((row) => ({ id: id(row), title: `Catalog ${row} of ${page}`, row, none: null })),
      }),
  },
  rows: {
    count: 300,
    operation: 'GetSections',
    owner: (number) => owner(number % 2),
    parameters: (number) => ({ sections: range(200).map((row) => id(number * 200 + row)) }),
    data: (number) => ({ sections: range(200).map((row) => section(number * 200 + row)) }),
  },
};

const shares: Record<string, number> = {};
// Kept, so that none is collected while the next one is measured.
const caches: unknown[] = [];
for (const [name, growth] of Object.entries(growths)) {
  const before = heapBytes();
  const cache = createCache({ maxBytes, lifetimes: {} });
  const call = (number: number) => ({
    owner: growth.owner(number),
    operation: growth.operation,
    parameters: growth.parameters(number),
  });
  for (const number of range(growth.count)) {
    const result = { data: growth.data(number), page: { total: null, perPage: null }, bytes: 1 } as CallResult<never>;
    await cache.read(call(number), async () => result);
  }
  shares[name] = (heapBytes() - before) / maxBytes;
  caches.push(cache);
}
console.log(JSON.stringify(shares));
caches.length = 0;
