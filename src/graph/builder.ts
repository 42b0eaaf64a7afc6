import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import ErrorsPlugin from '@pothos/plugin-errors';
import FederationPlugin from '@pothos/plugin-federation';
import RelayPlugin from '@pothos/plugin-relay';
import ValidationPlugin from '@pothos/plugin-validation';
import type { MaybePromise } from '../loaders/maybe-promise.ts';
import type { GraphContext } from './context.ts';
import { InputError } from './errors/errors.ts';
import CheckedArguments from './plugins/checked-arguments.ts';

export interface GraphTypes {
  Context: GraphContext;
  DefaultNodeNullability: true;
  DefaultEdgesNullability: { list: true; items: false };
  Connection: { total(): MaybePromise<number | null> };
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: string };
    JSON: { Input: unknown; Output: unknown };
    _Any: { Input: unknown; Output: never };
  };
}

/** The one builder that every type of the graph is made with. */
export const builder = new SchemaBuilder<GraphTypes>({
  plugins: [CheckedArguments, ErrorsPlugin, RelayPlugin, ValidationPlugin, DirectivesPlugin, FederationPlugin],
  relay: {
    nodesOnConnection: {
      description: 'The items themselves, for those who need no cursors. Null where the list could not be read.',
    },
    edgesFieldOptions: {
      nullable: { list: true, items: false },
      description: 'The items, each with its cursor. Null where the list could not be read.',
    },
    nodeFieldOptions: { nullable: true, description: 'The item. Null where this one item could not be read.' },
    cursorFieldOptions: { description: 'Give it as `after` to go on behind this item.' },
    pageInfoFieldOptions: { description: 'Where this page stands in the list.' },
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    pageInfoTypeOptions: { shareable: true, description: 'Where a page stands in its list.' },
    hasNextPageFieldOptions: { description: 'Whether the list goes on behind this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether the list has items before this page.' },
    startCursorFieldOptions: { description: 'The cursor of the first item. Null on an empty page.' },
    endCursorFieldOptions: {
      description: 'The cursor of the last item: give it as `after` for the next page. Null on an empty page.',
    },
  },
  errors: { directResult: true, unsafelyHandleInputErrors: true },
  validation: { validationError: ({ issues }) => InputError.fromIssues(issues) },
});

builder.queryType({ description: 'Everything that can be read.' });
builder.mutationType({
  description:
    'Everything that can be changed. Each field is one call to the REST API, made once and never repeated; several are made one after another.',
});

/** What the fields of an input type are made with. */
export type InputFields = Parameters<NonNullable<Parameters<typeof builder.inputType>[1]>['fields']>[0];
