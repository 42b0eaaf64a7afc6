import { createRenameFieldTransform, defineConfig } from '@graphql-mesh/compose-cli';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';

/** The names in the graph, if they differ from those of the REST API. */
const names: Record<string, Record<string, string>> = {
  SearchEnrollmentsResponse: { enrollments: 'nodes' },
  EnrollmentSearchItem: {
    enrollment_id: 'id',
    phase: 'phaseCode',
    result: 'resultCode',
    enrollment_date: 'enrolledAt',
  },
  Section: { section_number: 'number' },
  Assignment: { assignment_id: 'id', max_score: 'maxScore' },
  GetCatalogsResponse: { catalogs: 'nodes' },
  Catalog: { catalog_id: 'id' },
  Category: { category_id: 'id', date_created: 'createdAt' },
  CatalogSyllabus: { syllabus_id: 'id', syllabus_name: 'title' },
};

/** The input of `mesh-compose`: the contract of the REST API, and the links that it does not declare. */
export const composeConfig = defineConfig({
  subgraphs: [
    {
      sourceHandler: loadOpenAPISubgraph('LearningApi', {
        source: '../src/learning-api/contract/openapi.yaml',
        endpoint: '{env.LEARNING_API_URL}',
        queryParams: { access_token: '{context.token}' },
        ignoreErrorResponses: true,
        selectQueryOrMutationField: ['SearchEnrollments', 'GetSections', 'GetCatalogs'].map((fieldName) => ({
          type: 'Query',
          fieldName,
        })),
      }),
      transforms: [createRenameFieldTransform(({ typeName, fieldName }) => names[typeName]?.[fieldName] ?? fieldName)],
    },
  ],
  additionalTypeDefs: /* GraphQL */ `
    extend type Query {
      enrollments(filter: EnrollmentFilter!, first: Int! = 30): SearchEnrollmentsResponse!
        @resolveTo(
          sourceName: "LearningApi"
          sourceTypeName: "Query"
          sourceFieldName: "SearchEnrollments"
          sourceArgs: { per_page: "{args.first}", input: { user_ids: "{args.filter.userIds}" } }
        )
      catalogs(groupId: ID!): GetCatalogsResponse!
        @resolveTo(
          sourceName: "LearningApi"
          sourceTypeName: "Query"
          sourceFieldName: "GetCatalogs"
          sourceArgs: { input: { group_id: "{args.groupId}" } }
        )
    }

    input EnrollmentFilter {
      userIds: [ID!]
    }

    extend type EnrollmentSearchItem {
      syllabus: Section
        @resolveTo(
          sourceName: "LearningApi"
          sourceTypeName: "Query"
          sourceFieldName: "GetSections"
          keyField: "syllabus_id"
          keysArg: "input.sections"
          result: "sections"
          valueKeyField: "syllabus_id"
        )
    }

    extend type Section {
      assignments: AssignmentConnection!
    }

    type AssignmentConnection {
      sectionId: ID!
      nodes: [Assignment]
        @resolveTo(
          sourceName: "LearningApi"
          sourceTypeName: "Query"
          sourceFieldName: "GetAssignments"
          sourceArgs: { section_id: "{root.sectionId}" }
        )
    }

    extend type Catalog {
      categories: CategoryConnection!
    }

    type CategoryConnection {
      catalogId: ID!
      nodes: [Category]
        @resolveTo(
          sourceName: "LearningApi"
          sourceTypeName: "Query"
          sourceFieldName: "GetCategories"
          sourceArgs: { catalog_id: "{root.catalogId}" }
        )
    }

    extend type Category {
      syllabi: SyllabusConnection!
    }

    type SyllabusConnection {
      categoryId: ID!
      nodes: [CatalogSyllabus]
        @resolveTo(
          sourceName: "LearningApi"
          sourceTypeName: "Query"
          sourceFieldName: "GetCategorySyllabi"
          sourceArgs: { category_id: "{root.categoryId}" }
        )
    }
  `,
});
