import './scalars.ts';
import './types/enrollment.ts';
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
import './mutations/set-custom-enrollment-field-values.ts';
import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.ts';
import { answerNodes, failBadInputAlone } from './connection.ts';
import { answerService } from './federation/service.ts';

/** Builds the graph: a schema that also is an Apollo Federation v2 subgraph. */
export function buildSchema(): GraphQLSchema {
  const link = { url: 'https://specs.apollo.dev/federation/v2.6', import: ['@key', '@shareable'] };
  const schema = builder.toSchema({ extensions: { directives: [{ name: 'link', args: link }] } });
  answerNodes(schema);
  failBadInputAlone(schema);
  answerService(schema);
  return schema;
}
