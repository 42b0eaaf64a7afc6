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
import { printSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { builder } from './builder.ts';
import { failBadInputAlone } from './connection.ts';
import { answerEntities } from './entities.ts';

/** Builds the graph: a schema that also is an Apollo Federation v2 subgraph. */
export function buildSchema(): GraphQLSchema {
  const schema = builder.toSubGraphSchema({ linkUrl: 'https://specs.apollo.dev/federation/v2.6' });
  answerEntities(schema);
  failBadInputAlone(schema);
  const service = schema.getType('_Service');
  const sdl = isObjectType(service) ? service.getFields().sdl : undefined;
  if (sdl) sdl.resolve = () => subgraphSdl(schema);
  return schema;
}

/** The graph as text, in the form that a federation registry takes. */
export function subgraphSdl(schema: GraphQLSchema): string {
  return `${printSubgraphSchema(schema).trim()}\n`;
}
