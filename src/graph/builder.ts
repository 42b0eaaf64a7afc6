import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import ErrorsPlugin from '@pothos/plugin-errors';
import RelayPlugin from '@pothos/plugin-relay';
import ValidationPlugin from '@pothos/plugin-validation';
import type { GraphContext } from './context.ts';
import { InputError } from './errors/errors.ts';
import type { Connection } from './page.ts';
import CheckedArguments from './plugins/checked-arguments.ts';
import Contracts from './plugins/contracts.ts';
import DemandControl from './plugins/demand-control.ts';
import Feeds from './plugins/feeds.ts';
import FieldPromises from './plugins/field-promises.ts';
import InputErrors from './plugins/input-errors.ts';
import PageNodes from './plugins/page-nodes.ts';
import Permissions from './plugins/permissions.ts';
import Prices from './plugins/prices.ts';
import SemanticNonNull from './plugins/semantic-non-null.ts';
import SerialMutations from './plugins/serial-mutations.ts';
import Shareable from './plugins/shareable.ts';
import WrappedResolvers from './plugins/wrapped-resolvers.ts';

export interface GraphTypes {
  Context: GraphContext;
  DefaultNodeNullability: true;
  DefaultEdgesNullability: { list: true; items: false };
  Connection: Pick<Connection<unknown, unknown>, 'total' | 'gap' | 'isComplete'>;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: string; Output: string };
    JSON: { Input: unknown; Output: unknown };
    _Any: { Input: unknown; Output: never };
  };
}

/** The builder of every type in the graph. */
export const builder = new SchemaBuilder<GraphTypes>({
  // The first plugin is the outermost: its wrappers run first, its changes of configurations last.
  plugins: [
    // Wraps each resolver as the caller of buildSchema asks, for tracing.
    WrappedResolvers,
    // Invalid arguments fail a page, not its parent.
    InputErrors,
    // Validates the arguments of a field once for all objects of a query.
    CheckedArguments,
    // Starts a mutation when the one before it has written everything, even under `@stream` and `@defer`.
    SerialMutations,
    // `promising`: the promises of resolvers about their values, for the executor.
    FieldPromises,
    // Resolves `nodes` of a connection directly from its page.
    PageNodes,
    // `price`, `multiplier`, `provides`, `lookUpPrice`, `typenamePrice`: the cost of a query in calls to the REST API.
    Prices,
    // `feeds`: the batches of loaders that wait for a field.
    Feeds,
    // `calls` and `lookUpCalls`: the permissions of REST operations, in descriptions.
    Permissions,
    // `errors`: errors of mutations that callers handle, as types.
    ErrorsPlugin,
    // `connectionObject`: connections, edges and PageInfo.
    RelayPlugin,
    // `validate`: zod schemas of arguments and inputs.
    ValidationPlugin,
    // `@semanticNonNull`: the fields that are null only with an error.
    SemanticNonNull,
    // `isAdministration`, and `@tag`: the fields that a contract can leave out.
    Contracts,
    // `shareable`: other subgraphs can define the field or type too.
    Shareable,
    // Puts the directives of the federation into the SDL.
    DirectivesPlugin,
    // `@cost` and `@listSize`: the prices, for routers.
    DemandControl,
  ],
  relay: {
    nodesOnConnection: {
      description: 'Items on this page, without cursors. Null if the list could not be read.',
    },
    edgesFieldOptions: {
      nullable: { list: true, items: false },
      description: 'Items on this page, each with its cursor. Null if the list could not be read.',
    },
    nodeFieldOptions: { nullable: true, description: 'The item. Null if it could not be read.' },
    cursorFieldOptions: { description: 'Pass as `after` to get the items after this one.' },
    pageInfoFieldOptions: { description: 'Information about this page of results.' },
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    pageInfoTypeOptions: { shareable: true, description: 'Information about a page of results.' },
    hasNextPageFieldOptions: {
      description: 'True if more items follow, or if the gateway did not check whether more follow.',
    },
    hasPreviousPageFieldOptions: { description: 'True if items precede this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first item. Null if the page is empty.' },
    endCursorFieldOptions: {
      description: 'Cursor of the last item. Pass as `after` to get the next page. Null if the page is empty.',
    },
  },
  errors: { directResult: true, unsafelyHandleInputErrors: true },
  validation: { validationError: ({ issues }) => InputError.fromIssues(issues) },
});

builder.queryType({ description: 'Root of all queries.' });
builder.mutationType({
  description:
    'Root of all mutations. Each change is sent to the REST API once and never retried. Several mutation fields in one request run one after another; neighboring dry runs, which write nothing, run at the same time.',
});

/** The builder of an input type's fields. */
export type InputFields = Parameters<NonNullable<Parameters<typeof builder.inputType>[1]>['fields']>[0];
