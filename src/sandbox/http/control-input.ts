import { z } from 'zod';
import { loadContract } from './contract.ts';
import type { Fault } from './faults.ts';
import type { Behaviour } from './server.ts';

const operation = z
  .string()
  .refine((name) => loadContract().operations.has(name), 'give the name of an operation, such as GetSections');
const when = {
  operation: operation.optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
  token: z.enum(['full', 'limited', 'account']).optional(),
  times: z.int().min(1).optional(),
};
const item = z.int().min(0).optional();
const milliseconds = z.number().min(0).max(600_000);

const fault = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('status'),
      status: z.int().min(300).max(599),
      message: z.string().optional(),
      retryAfterSeconds: z.number().min(0).optional(),
      ...when,
    }),
    z.strictObject({ kind: z.literal('errorCode'), code: z.int(), message: z.string().optional(), item, ...when }),
    z.strictObject({ kind: z.literal('warnings'), messages: z.array(z.string()).min(1), item, ...when }),
    z.strictObject({ kind: z.literal('dropField'), field: z.string(), item, ...when }),
    z.strictObject({ kind: z.literal('gzipBomb'), bytes: z.int().min(1).max(1_000_000_000), ...when }),
    ...(
      [
        'malformed',
        'truncated',
        'empty',
        'html',
        'bom',
        'redirect',
        'wrongType',
        'resetBefore',
        'resetAfter',
        'hang',
        'drip',
      ] as const
    ).map((kind) => z.strictObject({ kind: z.literal(kind), ...when })),
  ],
  { error: 'give a kind that there is; the README of the sandbox lists them' },
);

const traits = {
  latencyMs: milliseconds,
  latencyMsByOperation: z.record(operation, milliseconds),
  latencyJitterMs: milliseconds,
  pageHeaders: z.enum(['all', 'total', 'perPage', 'none']),
  maxPerPage: z.int().min(1).max(1000),
  forbiddenSections: z.enum(['refuse', 'drop']),
  tokenLifeSeconds: z.int().min(1).max(1_000_000),
  refusedTokenStatus: z.union([z.literal(401), z.literal(403)]),
};
const behaviour = z
  .strictObject(traits, { error: `give a JSON object of ${Object.keys(traits).join(', ')}` })
  .partial();

/** What was sent, or every problem with it by the name of the field. */
export type Checked<Value> = { value: Value } | { problems: string[] };

/** A fault as JSON text. */
export function readFault(text: string): Checked<Fault> {
  return read(fault, text) as Checked<Fault>;
}

/** A change of behaviour as JSON text. */
export function readBehaviour(text: string): Checked<Partial<Behaviour>> {
  return read(behaviour, text) as Checked<Partial<Behaviour>>;
}

function read(schema: z.ZodType, text: string): Checked<unknown> {
  const { success, data, error } = schema.safeParse(parseJson(text));
  if (success) return { value: data };
  return { problems: error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')) };
}

/** The value, or the text itself where it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
