import './scalars.ts';
import './enrollment.ts';
import './syllabus.ts';
import './section.ts';
import './training-plan.ts';
import './assignment.ts';
import './assignment-status.ts';
import './catalog.ts';
import './category.ts';
import './custom-field.ts';
import './certificate.ts';
import './user.ts';
import './organization.ts';
import './student-session.ts';
import './test-attempt.ts';
import './sco.ts';
import './mutations/create-enrollment.ts';
import './mutations/drop-enrollment.ts';
import './mutations/create-enrollments.ts';
import './mutations/drop-enrollments.ts';
import './mutations/delete-enrollment.ts';
import './mutations/set-custom-enrollment-field-values.ts';
import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.ts';
import { answerNodes, failBadInputAlone } from './connection.ts';
import { answerService } from './service.ts';

/** Builds the graph: a schema that also is an Apollo Federation v2 subgraph. */
export function buildSchema(): GraphQLSchema {
  const link = { url: 'https://specs.apollo.dev/federation/v2.6', import: ['@key', '@shareable'] };
  const schema = builder.toSchema({ extensions: { directives: [{ name: 'link', args: link }] } });
  answerNodes(schema);
  failBadInputAlone(schema);
  answerService(schema);
  return schema;
}
