import type { GraphQLResolveInfo } from 'graphql';
import type { Loaders } from '../../loaders/loaders.ts';
import { builder, type InputFields } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import { ErrorCodeEnum, type MutationError } from '../errors/mutation-errors.ts';
import { promising } from '../plugins/field-promises.ts';
import type { PositionedInfo } from '../row.ts';
import type { BulkRun } from './bulk.ts';

/** The context of a dry run. It has no writes, so that a dry run cannot send one. */
export type ReadContext = Omit<GraphContext, 'loaders'> & { loaders: Omit<Loaders, 'writes'> };

/** The expected outcome for one item, if it is not an error that clients handle. */
export class DryRunOutcome {
  readonly prediction: 'NO_OBSTACLE_FOUND' | 'UNDETERMINED';
  readonly message: string;
  /** The code of the read that failed. */
  readonly code: ErrorCode | null;

  constructor(prediction: DryRunOutcome['prediction'], message: string, code: ErrorCode | null = null) {
    this.prediction = prediction;
    this.message = message;
    this.code = code;
  }
}

/** The expected outcome for one item. */
export type Prediction = DryRunOutcome | MutationError;

const DryRunPrediction = builder.enumType('DryRunPrediction', {
  description: 'Prediction of a dry run for one item.',
  values: {
    NO_OBSTACLE_FOUND: {
      description:
        'The reads found no reason why the change would fail. The REST API can still refuse it: reads do not show all permissions, users and memberships.',
    },
    UNDETERMINED: { description: 'The reads could not determine what would happen.' },
  } satisfies Record<DryRunOutcome['prediction'], object>,
});

export const DryRunResult = builder.objectType(DryRunOutcome, {
  name: 'DryRunResult',
  description: 'The item is part of a dry run. Nothing was written.',
  fields: (t) => ({
    prediction: t.expose('prediction', {
      type: DryRunPrediction,
      nullable: false,
      description: 'The expected outcome.',
    }),
    message: t.exposeString('message', { nullable: false, description: 'Human-readable explanation.' }),
    code: t.expose('code', {
      type: ErrorCodeEnum,
      nullable: true,
      description: 'Error code of the read that failed, such as FORBIDDEN. Null if no read failed.',
    }),
  }),
});

/** The arguments of a bulk mutation. */
export interface DryRunArguments {
  input: { dryRun?: boolean | null | undefined };
}

/** The input field that turns a bulk mutation into a dry run. */
export function dryRunField(t: InputFields) {
  return t.boolean({
    description:
      'True if nothing may be written. Each outcome then says what would happen, to the extent that reads show it. Default: false.',
  });
}

/**
 * The resolver of a bulk mutation with `dryRun`. It promises the executor that a dry run changes nothing.
 *
 * @param predict carries out a dry run. Its context has no writes
 * @param run carries out the mutation
 */
export function withDryRun<Args extends DryRunArguments, Item, Success>(
  predict: (args: Args, context: ReadContext, info: PositionedInfo) => Promise<BulkRun<Item, DryRunOutcome>>,
  run: (args: Args, context: GraphContext, info: GraphQLResolveInfo) => Promise<BulkRun<Item, Success>>,
) {
  return promising(
    (_: unknown, args: Args, context: GraphContext, info: GraphQLResolveInfo) =>
      isDryRun(args) ? predict(args, context, info) : run(args, context, info),
    { changesNothing: isDryRun },
  );
}

function isDryRun({ input: { dryRun } }: DryRunArguments): boolean {
  return dryRun === true;
}

/** The outcomes of a dry run, in the form of a bulk mutation that has run. */
export function dryRunOf<Item>(
  items: readonly Item[],
  predict: (item: Item) => Prediction,
): BulkRun<Item, DryRunOutcome> {
  const outcomes = items.map((item) => ({ item, result: predict(item) }));
  return { outcomes: () => outcomes };
}
