import { z } from 'zod';
import type { Behavior } from './behavior.ts';
import { loadContract } from './contract.ts';
import type { Fault } from './faults.ts';
import { parseJson } from './requests.ts';

const operation = z
  .string()
  .refine((name) => loadContract().operations.has(name), 'must be the name of an operation, such as GetSections');
const conditions = {
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
      ...conditions,
    }),
    z.strictObject({
      kind: z.literal('errorCode'),
      code: z.int(),
      message: z.string().optional(),
      item,
      ...conditions,
    }),
    z.strictObject({ kind: z.literal('warnings'), messages: z.array(z.string()).min(1), item, ...conditions }),
    z.strictObject({ kind: z.literal('dropField'), field: z.string(), item, ...conditions }),
    z.strictObject({ kind: z.literal('gzipBomb'), bytes: z.int().min(1).max(1_000_000_000), ...conditions }),
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
    ).map((kind) => z.strictObject({ kind: z.literal(kind), ...conditions })),
  ],
  { error: 'must be one of the kinds in the README of the sandbox' },
);

const behaviorFields = {
  latencyMs: milliseconds,
  latencyMsByOperation: z.record(operation, milliseconds),
  latencyJitterMs: milliseconds,
  pageHeaders: z.enum(['all', 'total', 'perPage', 'none']),
  maxPerPage: z.int().min(1).max(1000),
  ignoresPage: z.boolean(),
  forbiddenSections: z.enum(['refuse', 'drop']),
  tokenLifeSeconds: z.int().min(1).max(1_000_000),
  refusedTokenStatus: z.union([z.literal(401), z.literal(403)]),
};
const behavior = z
  .strictObject(behaviorFields, {
    error: `The body must be a JSON object with any of ${Object.keys(behaviorFields).join(', ')}`,
  })
  .partial();

/** A valid value, or all problems with it, each with the name of its field. */
export type Checked<Value> = { value: Value } | { problems: string[] };

/** Reads a fault from a JSON text. */
export function readFault(text: string): Checked<Fault> {
  return read(fault, text) as Checked<Fault>;
}

/** Reads a change of the behavior from a JSON text. */
export function readBehavior(text: string): Checked<Partial<Behavior>> {
  return read(behavior, text) as Checked<Partial<Behavior>>;
}

function read(schema: z.ZodType, text: string): Checked<unknown> {
  const { success, data, error } = schema.safeParse(parseJson(text));
  if (success) return { value: data };
  return { problems: error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')) };
}
