import './scalars.ts';
import './types/enrollment.ts';
import './types/enrollment-summary.ts';
import './types/syllabus.ts';
import './types/section.ts';
import './types/training-plan.ts';
import './types/assignment.ts';
import './types/assignment-status.ts';
import './types/catalog.ts';
import './types/category.ts';
import './types/custom-field.ts';
import './types/certificate.ts';
import './types/user.ts';
import './types/organization.ts';
import './types/student-session.ts';
import './types/test-attempt.ts';
import './types/sco.ts';
import './mutations/create-enrollment.ts';
import './mutations/drop-enrollment.ts';
import './mutations/create-enrollments.ts';
import './mutations/drop-enrollments.ts';
import './mutations/delete-enrollment.ts';
import './mutations/delete-enrollments.ts';
import './mutations/set-custom-enrollment-field-values.ts';
import './mutations/set-custom-enrollment-field-values-for-enrollments.ts';
import './federation/service.ts';
import { type GraphQLSchema, specifiedDirectives } from 'graphql';
import { builder } from './builder.ts';
import { subgraphSdl } from './federation/subgraph-sdl.ts';
import { semanticNonNullDirective } from './plugins/semantic-non-null.ts';
import type { WrapResolver } from './plugins/wrapped-resolvers.ts';

interface SchemaOptions {
  /** Wraps every resolver of the schema. */
  wrapResolver?: WrapResolver | undefined;
}

/** Builds the graph: a schema that also is an Apollo Federation v2 subgraph. */
export function buildSchema({ wrapResolver }: SchemaOptions = {}): GraphQLSchema {
  const federation = {
    url: 'https://specs.apollo.dev/federation/v2.9',
    import: ['@key', '@shareable', '@composeDirective', '@tag', '@cost', '@listSize'],
  };
  const nullability = { url: 'https://specs.apollo.dev/nullability/v0.4', import: ['@semanticNonNull'] };
  let sdl: string | undefined;
  const schema: GraphQLSchema = builder.toSchema({
    wrapResolver,
    directives: [...specifiedDirectives, semanticNonNullDirective],
    extensions: {
      directives: [
        { name: 'link', args: federation },
        { name: 'link', args: nullability },
        // Without it, Apollo's composer drops the directive from the supergraph.
        { name: 'composeDirective', args: { name: '@semanticNonNull' } },
      ],
      // The schema as built here, without the directives that a server adds.
      subgraphSdl: () => {
        sdl ??= subgraphSdl(schema);
        return sdl;
      },
    },
  });
  return schema;
}
