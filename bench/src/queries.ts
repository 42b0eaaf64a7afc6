import { readRecordings } from './recording.ts';
import { groupId, learnerId } from './world.ts';

/** A query of the benchmark. */
export interface Query {
  operationName: string;
  /** The recording that the upstream takes its answers from. Default: its generated world. */
  recording?: string;
  query: string;
  /** The variables for a learner. Queries that do not depend on one ignore it. */
  variables(learner: number, first: number): Record<string, unknown>;
}

/** The queries by a short name. */
export const queries = {
  enrollments: {
    operationName: 'LearnerEnrollments',
    query: `query LearnerEnrollments($userId: ID!, $first: Int!) {
  enrollments(filter: { userIds: [$userId] }, first: $first) {
    nodes {
      id
      phaseCode
      resultCode
      enrolledAt
      section: syllabus {
        ... on Section {
          id
          title
          number
          assignments {
            nodes {
              id
              title
              weight
              maxScore
            }
          }
        }
      }
    }
  }
}`,
    variables: (learner, first) => ({ userId: learnerId(learner), first }),
  },
  catalogs: {
    operationName: 'CatalogTree',
    query: `query CatalogTree($groupId: ID!) {
  catalogs(groupId: $groupId) {
    nodes {
      id
      name
      categories {
        nodes {
          id
          name
          createdAt
          syllabi {
            nodes {
              id
              title
            }
          }
        }
      }
    }
  }
}`,
    variables: () => ({ groupId }),
  },
} satisfies Record<string, Query>;

/** The recorded queries. */
export const screens: readonly Query[] = readRecordings().map(({ name, query, variables }) => ({
  operationName: name,
  recording: name,
  query,
  variables: () => variables,
}));

/** The body of a request. */
export function bodyOf({ operationName, query, variables }: Query, learner: number, first: number): string {
  return JSON.stringify({ operationName, query, variables: variables(learner, first) });
}

/** The headers of a request. The token occurs twice, because Tailcall cannot extract it from `authorization`. */
export function headersWith(token: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    accesstoken: token,
  };
}
