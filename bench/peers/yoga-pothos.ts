import { createServer } from 'node:http';
import SchemaBuilder from '@pothos/core';
import { createYoga } from 'graphql-yoga';
import { type Context, createContext } from './context.ts';
import { learningApi, tokenIn } from './learning-api.ts';
import type { Assignment, Catalog, CatalogSyllabus, Category, Enrollment, Section } from './wire.ts';

const builder = new SchemaBuilder<{ Context: Context; DefaultFieldNullability: true }>({});

const AssignmentType = builder.objectRef<Assignment>('Assignment').implement({
  fields: (t) => ({
    id: t.exposeID('assignment_id', { nullable: false }),
    title: t.exposeString('title'),
    weight: t.exposeFloat('weight'),
    maxScore: t.exposeFloat('max_score'),
  }),
});

const AssignmentConnection = builder.objectRef<{ nodes: Assignment[] }>('AssignmentConnection').implement({
  fields: (t) => ({ nodes: t.expose('nodes', { type: [AssignmentType] }) }),
});

const SectionType = builder.objectRef<Section>('Section').implement({
  fields: (t) => ({
    id: t.exposeID('syllabus_id', { nullable: false }),
    title: t.exposeString('title'),
    number: t.exposeString('section_number'),
    assignments: t.field({
      type: AssignmentConnection,
      nullable: false,
      resolve: async ({ syllabus_id }, _, { assignments }) => ({ nodes: await assignments.load(syllabus_id) }),
    }),
  }),
});

const EnrollmentType = builder.objectRef<Enrollment>('Enrollment').implement({
  fields: (t) => ({
    id: t.exposeID('enrollment_id', { nullable: false }),
    phaseCode: t.exposeInt('phase'),
    resultCode: t.exposeInt('result'),
    enrolledAt: t.exposeString('enrollment_date', { nullable: false }),
    syllabus: t.field({
      type: SectionType,
      resolve: ({ syllabus_id }, _, { sections }) => sections.load(syllabus_id),
    }),
  }),
});

const EnrollmentConnection = builder.objectRef<{ nodes: Enrollment[] }>('EnrollmentConnection').implement({
  fields: (t) => ({ nodes: t.expose('nodes', { type: [EnrollmentType] }) }),
});

const SyllabusType = builder.objectRef<CatalogSyllabus>('Syllabus').implement({
  fields: (t) => ({
    id: t.exposeID('syllabus_id', { nullable: false }),
    title: t.exposeString('syllabus_name'),
  }),
});

const SyllabusConnection = builder.objectRef<{ nodes: CatalogSyllabus[] }>('SyllabusConnection').implement({
  fields: (t) => ({ nodes: t.expose('nodes', { type: [SyllabusType] }) }),
});

const CategoryType = builder.objectRef<Category>('Category').implement({
  fields: (t) => ({
    id: t.exposeID('category_id', { nullable: false }),
    name: t.exposeString('name'),
    createdAt: t.exposeString('date_created'),
    syllabi: t.field({
      type: SyllabusConnection,
      nullable: false,
      resolve: async ({ category_id }, _, { api }) => ({ nodes: await api.getCategorySyllabi(category_id) }),
    }),
  }),
});

const CategoryConnection = builder.objectRef<{ nodes: Category[] }>('CategoryConnection').implement({
  fields: (t) => ({ nodes: t.expose('nodes', { type: [CategoryType] }) }),
});

const CatalogType = builder.objectRef<Catalog>('Catalog').implement({
  fields: (t) => ({
    id: t.exposeID('catalog_id', { nullable: false }),
    name: t.exposeString('name'),
    categories: t.field({
      type: CategoryConnection,
      nullable: false,
      resolve: async ({ catalog_id }, _, { api }) => ({ nodes: await api.getCategories(catalog_id) }),
    }),
  }),
});

const CatalogConnection = builder.objectRef<{ nodes: Catalog[] }>('CatalogConnection').implement({
  fields: (t) => ({ nodes: t.expose('nodes', { type: [CatalogType] }) }),
});

const EnrollmentFilter = builder.inputType('EnrollmentFilter', {
  fields: (t) => ({ userIds: t.idList() }),
});

builder.queryType({
  fields: (t) => ({
    enrollments: t.field({
      type: EnrollmentConnection,
      nullable: false,
      args: {
        filter: t.arg({ type: EnrollmentFilter, required: true }),
        first: t.arg.int({ required: true, defaultValue: 30 }),
      },
      resolve: async (_, { filter, first }, { api }) => ({
        nodes: await api.searchEnrollments(filter.userIds ?? [], first),
      }),
    }),
    catalogs: t.field({
      type: CatalogConnection,
      nullable: false,
      args: { groupId: t.arg.id({ required: true }) },
      resolve: async (_, { groupId }, { api }) => ({ nodes: await api.getCatalogs(groupId) }),
    }),
  }),
});

const yoga = createYoga({
  schema: builder.toSchema(),
  context: ({ request }) => createContext(learningApi(tokenIn(request.headers.get('authorization')))),
});
createServer(yoga).listen(Number(process.env.PORT), '127.0.0.1');
