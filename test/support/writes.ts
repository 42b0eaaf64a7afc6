import type { WriteOperation } from '../../src/learning-api/contract/operations.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import type { Harness } from './harness.ts';

/** A mutation field, and the write that it makes for each item. */
export interface Mutation {
  name: string;
  operation: WriteOperation;
  isBulk: boolean;
  /** The parameter of the write that names the item. */
  parameter: 'user_id' | 'enrollment_id';
  /** Items whose write succeeds. */
  itemsOf(harness: Harness, count: number): string[];
  /** The value of `input` for the items; for a single mutation, there is one item. */
  inputFor(items: readonly string[]): Record<string, unknown>;
}

/** Users without an enrollment in the section. */
function outsiders({ sandbox: { world } }: Harness, count: number): string[] {
  const enrolled = new Set(
    world.enrollments.filter((e) => e.syllabus_id === wellKnown.sectionId).map(({ user_id }) => user_id),
  );
  return world.users.flatMap(({ user_id }) => (enrolled.has(user_id) ? [] : [user_id])).slice(0, count);
}

/** Enrollments of the organization that can be dropped. */
function openEnrollments({ sandbox: { world } }: Harness, count: number): string[] {
  return world.enrollments
    .filter(({ org_id, is_dropped, phase }) => org_id === wellKnown.organizationId && !is_dropped && phase !== 2)
    .map(({ enrollment_id }) => enrollment_id)
    .slice(0, count);
}

const values = [{ key: wellKnown.customFieldKey, value: '4711' }];
const place = { organizationId: wellKnown.organizationId, syllabusId: wellKnown.sectionId, membershipGroupIds: [] };
const ofUsers = { operation: 'CreateEnrollment', parameter: 'user_id', itemsOf: outsiders } as const;
const ofEnrollments = { parameter: 'enrollment_id', itemsOf: openEnrollments } as const;

/** Every mutation field of the schema. */
export const mutations: readonly Mutation[] = [
  { name: 'createEnrollment', ...ofUsers, isBulk: false, inputFor: ([userId]) => ({ ...place, userId }) },
  { name: 'createEnrollments', ...ofUsers, isBulk: true, inputFor: (userIds) => ({ ...place, userIds }) },
  {
    name: 'dropEnrollment',
    operation: 'DropEnrollment',
    ...ofEnrollments,
    isBulk: false,
    inputFor: ([id]) => ({ id }),
  },
  {
    name: 'dropEnrollments',
    operation: 'DropEnrollment',
    ...ofEnrollments,
    isBulk: true,
    inputFor: (ids) => ({ ids }),
  },
  {
    name: 'deleteEnrollment',
    operation: 'DeleteEnrollment',
    ...ofEnrollments,
    isBulk: false,
    inputFor: ([id]) => ({ id }),
  },
  {
    name: 'deleteEnrollments',
    operation: 'DeleteEnrollment',
    ...ofEnrollments,
    isBulk: true,
    inputFor: (ids) => ({ ids }),
  },
  {
    name: 'setCustomEnrollmentFieldValues',
    operation: 'SetCustomEnrollmentFieldValues',
    ...ofEnrollments,
    isBulk: false,
    inputFor: ([enrollmentId]) => ({ enrollmentId, values }),
  },
  {
    name: 'setCustomEnrollmentFieldValuesForEnrollments',
    operation: 'SetCustomEnrollmentFieldValues',
    ...ofEnrollments,
    isBulk: true,
    inputFor: (enrollmentIds) => ({ enrollmentIds, values }),
  },
];

const capitalized = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** A document with the mutation field and a selection of its result. The input is the variable `$input`. */
export const documentFor = ({ name }: Mutation, selection: string) =>
  `mutation ($input: ${capitalized(name)}Input!) { ${name}(input: $input) ${selection} }`;

/** The success type of a mutation. */
export const successOf = ({ name }: Mutation) => `${capitalized(name)}Success`;
