import type { Context } from './context.ts';
import type { Assignment, Catalog, CatalogSyllabus, Category, Enrollment, Section } from './wire.ts';

/** The part of the graph that the queries need. */
export const typeDefs = /* GraphQL */ `
  type Query {
    enrollments(filter: EnrollmentFilter!, first: Int! = 30): EnrollmentConnection!
    catalogs(groupId: ID!): CatalogConnection!
  }

  input EnrollmentFilter {
    userIds: [ID!]
  }

  type EnrollmentConnection {
    nodes: [Enrollment]
  }

  type Enrollment {
    id: ID!
    phaseCode: Int
    resultCode: Int
    enrolledAt: String!
    syllabus: Section
  }

  type Section {
    id: ID!
    title: String
    number: String
    assignments: AssignmentConnection!
  }

  type AssignmentConnection {
    nodes: [Assignment]
  }

  type Assignment {
    id: ID!
    title: String
    weight: Float
    maxScore: Float
  }

  type CatalogConnection {
    nodes: [Catalog]
  }

  type Catalog {
    id: ID!
    name: String
    categories: CategoryConnection!
  }

  type CategoryConnection {
    nodes: [Category]
  }

  type Category {
    id: ID!
    name: String
    createdAt: String
    syllabi: SyllabusConnection!
  }

  type SyllabusConnection {
    nodes: [Syllabus]
  }

  type Syllabus {
    id: ID!
    title: String
  }
`;

/** Resolvers over the loaders of the context. */
export const resolvers = {
  Query: {
    enrollments: async (
      _: unknown,
      { filter, first }: { filter: { userIds?: string[] }; first: number },
      { api }: Context,
    ) => ({ nodes: await api.searchEnrollments(filter.userIds ?? [], first) }),
    catalogs: async (_: unknown, { groupId }: { groupId: string }, { api }: Context) => ({
      nodes: await api.getCatalogs(groupId),
    }),
  },
  Enrollment: {
    id: ({ enrollment_id }: Enrollment) => enrollment_id,
    phaseCode: ({ phase }: Enrollment) => phase,
    resultCode: ({ result }: Enrollment) => result,
    enrolledAt: ({ enrollment_date }: Enrollment) => enrollment_date,
    syllabus: ({ syllabus_id }: Enrollment, _: unknown, { sections }: Context) => sections.load(syllabus_id),
  },
  Section: {
    id: ({ syllabus_id }: Section) => syllabus_id,
    number: ({ section_number }: Section) => section_number,
    assignments: async ({ syllabus_id }: Section, _: unknown, { assignments }: Context) => ({
      nodes: await assignments.load(syllabus_id),
    }),
  },
  Assignment: {
    id: ({ assignment_id }: Assignment) => assignment_id,
    maxScore: ({ max_score }: Assignment) => max_score,
  },
  Catalog: {
    id: ({ catalog_id }: Catalog) => catalog_id,
    categories: async ({ catalog_id }: Catalog, _: unknown, { api }: Context) => ({
      nodes: await api.getCategories(catalog_id),
    }),
  },
  Category: {
    id: ({ category_id }: Category) => category_id,
    createdAt: ({ date_created }: Category) => date_created,
    syllabi: async ({ category_id }: Category, _: unknown, { api }: Context) => ({
      nodes: await api.getCategorySyllabi(category_id),
    }),
  },
  Syllabus: {
    id: ({ syllabus_id }: CatalogSyllabus) => syllabus_id,
    title: ({ syllabus_name }: CatalogSyllabus) => syllabus_name,
  },
};
