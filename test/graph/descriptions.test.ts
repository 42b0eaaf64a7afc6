import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType } from 'graphql';
import { expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';

interface Described {
  place: string;
  name: string;
  /** The type of a field, argument or input field. */
  type: string | null;
  description: string;
  deprecation: string | null;
}

/** Everything in the graph that people read about, by its coordinate. */
const everything = [...collect()];

test('everything in the graph is described', () => {
  expect(everything.length).toBeGreaterThan(700);
  expect(everything.filter(({ description }) => description.trim() === '').map(({ place }) => place)).toEqual([]);
});

test('no description merely repeats the name of what it describes', () => {
  const repeating = everything.filter(({ name, description }) => {
    const known = new Set(wordsOf(name.replace(/([a-z0-9])([A-Z])/g, '$1 $2')));
    return wordsOf(description).every((word) => known.has(word) || known.has(word.replace(/s$/, '')));
  });
  expect(repeating.map(({ place, description }) => `${place}: ${description}`)).toEqual([]);
});

test('descriptions are sentences in the words of people, not of programs', () => {
  const unreadable = everything.filter(
    ({ description }) =>
      !/[.:)`]$/.test(description.trim()) ||
      /\b(UUIDs?|nullable|boolean|enum|resolver|snake.case)\b/i.test(description),
  );
  expect(unreadable.map(({ place, description }) => `${place}: ${description}`)).toEqual([]);
});

test('the description of a boolean says when it is true', () => {
  const booleans = everything.filter(({ type }) => type?.replace('!', '') === 'Boolean');
  expect(booleans.length).toBeGreaterThan(20);
  expect(booleans.filter(({ description }) => !/^(True if |Always true)/.test(description))).toEqual([]);
});

/** Words that people search for, and the places whose descriptions must contain them. */
test.each([
  ['certificate', ['Certificate', 'Enrollment.certificate', 'Section.disablesCertificatesForStudent']],
  ['due date', ['Assignment.dueAt', 'DueDateStrategy', 'Assignment.dueDateDeduction']],
  ['hidden', ['Section.isHidden', 'TrainingPlan.isHidden', 'PublishingModel.HIDDEN']],
  ['roster', ['Section', 'Section.enrollments', 'TrainingPlan.enrollments']],
  [
    'progress',
    [
      'Enrollment.phase',
      'AssignmentStatus.phase',
      'SectionEnrollment.percentAssignmentsComplete',
      'TrainingPlanEnrollment.percentRequirementsFulfilled',
    ],
  ],
  ['expired', ['Enrollment.expiresAt', 'SectionEnrollment.expiresAt', 'TrainingPlanEnrollment.expiresAt']],
  ['learner', ['Enrollment', 'Enrollment.user', 'Mutation.createEnrollment', 'EnrollmentFilter.userIds']],
  ['transcript', ['Mutation.dropEnrollment', 'Mutation.deleteEnrollment']],
  ['attempt', ['AssignmentStatus.testAttempts', 'Assignment.attemptLimit', 'TestAttempt']],
])('who looks for "%s" is told about %j', (words, places) => {
  const found = everything.filter(({ description }) => description.toLowerCase().includes(words));
  expect(found.map(({ place }) => place)).toEqual(expect.arrayContaining(places));
});

test('whatever is deprecated names what to use instead, and since when it is deprecated', () => {
  const deprecated = everything.flatMap(({ place, deprecation }) =>
    deprecation === null ? [] : { place, deprecation },
  );
  expect(deprecated.length).toBeGreaterThan(0);
  for (const { place, deprecation } of deprecated) {
    expect(deprecation, place).toMatch(/^Deprecated since (\d+\.\d+\.\d+|\d{4}-\d\d-\d\d)\./);
    expect(deprecation, place).toMatch(/\bUse `[\w.()/: ]+`|\bNothing replaces it\b/);
  }
});

function* collect(): Generator<Described> {
  const entry = (
    place: string,
    {
      name,
      type,
      description,
      deprecationReason,
    }: Pick<Described, 'name'> & {
      type?: object | undefined;
      description?: string | null | undefined;
      deprecationReason?: string | null | undefined;
    },
  ): Described => ({
    place,
    name,
    type: type ? String(type) : null,
    description: description ?? '',
    deprecation: deprecationReason ?? null,
  });
  for (const type of Object.values(buildSchema().getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    yield entry(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) yield entry(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) yield entry(`${type.name}.${field.name}`, field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      yield entry(`${type.name}.${field.name}`, field);
      for (const argument of field.args) yield entry(`${type.name}.${field.name}(${argument.name}:)`, argument);
    }
  }
}

const fillers = new Set('the a an of its it is this that for in to at and or as with on by'.split(' '));

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).filter((word) => !fillers.has(word));
}
