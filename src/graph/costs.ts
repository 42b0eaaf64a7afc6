/**
 * What fields may cost in calls to the REST API: the price list of the cost limit. `one` is a call for all objects
 * together for every 1000 of them, `each` a call for every object, `twoEach` two.
 */
export type Price = 'one' | 'each' | 'twoEach';

/** Looking up objects that a link or a list tells only the id of, once a field is selected that is not known. */
export const lookUpPrices: Readonly<Record<string, readonly Price[]>> = {
  Section: ['one'],
  TrainingPlan: ['each'],
  Syllabus: ['one', 'each'],
  Assignment: ['each'],
  Catalog: ['each'],
  Category: ['one'],
  Organization: ['each'],
  Enrollment: ['one', 'each'],
  SectionEnrollment: ['each'],
  TrainingPlanEnrollment: ['each'],
  CustomEnrollmentField: ['each'],
  CustomEnrollmentFieldDefault: ['each'],
  Certificate: ['each'],
};

/** Telling which concrete type objects of an interface have, where their list does not. */
export const kindPrices: Readonly<Record<string, readonly Price[]>> = {
  Syllabus: ['one', 'each'],
  Enrollment: ['one', 'each'],
};

/** Fields that have an operation of their own. Connections need no price here: each page is a call. */
export const fieldPrices: Readonly<Record<string, readonly Price[]>> = {
  'Section.description': ['each'],
  'Section.objectives': ['each'],
  'TrainingPlan.description': ['each'],
  'Assignment.instructions': ['each'],
  'Catalog.description': ['each'],
  'Catalog.creditHours': ['each'],
  'Category.catalog': ['one'],
  'Category.children': ['one'],
  'Enrollment.customFieldValues': ['each'],
  'SectionEnrollment.customFieldValues': ['each'],
  'TrainingPlanEnrollment.customFieldValues': ['each'],
  'Organization.customEnrollmentFields': ['each'],
  'CustomEnrollmentField.default': ['each'],
  'Query.section': ['one'],
  'Query.sections': ['one'],
  'Query.sectionByProduct': ['each'],
  'Query.trainingPlan': ['each'],
  'Query.trainingPlanByProduct': ['each'],
  'Query.syllabus': ['one', 'each'],
  'Query.assignment': ['each'],
  'Query.catalog': ['each'],
  'Query.category': ['twoEach'],
  'Query.organization': ['each'],
  'Query.enrollment': ['twoEach'],
  'Mutation.createEnrollment': ['twoEach'],
  'Mutation.createEnrollments': ['twoEach'],
  'Mutation.dropEnrollment': ['each'],
  'Mutation.dropEnrollments': ['each'],
  'Mutation.deleteEnrollment': ['each'],
  'Mutation.setCustomEnrollmentFieldValues': ['twoEach'],
};

/** What lists and links tell of their objects beside the id; everything, where it says `all`. */
export const knownFields: Readonly<Record<string, readonly string[] | 'all'>> = {
  EnrollmentConnection: ['user', 'syllabus', 'phase', 'phaseCode', 'result', 'resultCode', 'status', 'enrolledAt'],
  CatalogSyllabusConnection: ['title', '__typename'],
  SectionEnrollmentConnection: 'all',
  TrainingPlanEnrollmentConnection: 'all',
  AssignmentConnection: 'all',
  AssignmentStatusConnection: 'all',
  CatalogConnection: 'all',
  CategoryConnection: 'all',
  OrganizationConnection: 'all',
  StudentSessionConnection: 'all',
  TestAttemptConnection: 'all',
  ScoConnection: 'all',
  'Category.catalog': 'all',
  'Category.children': 'all',
  'Organization.customEnrollmentFields': 'all',
  'Query.section': 'all',
  'Query.sections': 'all',
  'Query.sectionByProduct': 'all',
  'Query.trainingPlan': 'all',
  'Query.trainingPlanByProduct': 'all',
  'Query.syllabus': 'all',
  'Query.assignment': 'all',
  'Query.catalog': 'all',
  'Query.category': 'all',
  'Query.organization': 'all',
  'Query.enrollment': ['user', 'syllabus', 'phase', 'phaseCode', 'result', 'resultCode', 'status', 'enrolledAt'],
};

/** How many items a list counts for whose length neither the query nor the REST API bounds. */
export const assumedLength = 10;
