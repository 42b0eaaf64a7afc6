const wellKnownId = (number: number) => `0a000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Ids that exist in every generated world, for examples and tests. */
export const wellKnown = {
  /** The top organization, with five organizations below it. */
  organizationId: wellKnownId(1),
  /** The organization that the limited token sees, with one below it. */
  limitedOrganizationId: wellKnownId(2),
  /** An organization outside that tree. */
  otherOrganizationId: wellKnownId(3),
  /** A learner with 60 enrollments of both kinds, in all phases. */
  userId: wellKnownId(4),
  /** A section of the top organization with 8 assignments and exactly 10 enrollments. */
  sectionId: wellKnownId(5),
  trainingPlanId: wellKnownId(6),
  /** A catalog with more than 30 categories in three levels and 45 syllabi of both kinds. */
  catalogId: wellKnownId(7),
  /** A category of that catalog that has subcategories. */
  categoryId: wellKnownId(8),
  /** The learner's enrollment in the section: in progress, with statuses, attempts and custom values. */
  enrollmentId: wellKnownId(9),
  trainingPlanEnrollmentId: wellKnownId(10),
  assignmentId: wellKnownId(11),
  sectionProductId: wellKnownId(12),
  trainingPlanProductId: wellKnownId(13),
  customFieldId: wellKnownId(14),
  customFieldKey: 'cost_center',
  /** A learner who is not enrolled in the section. */
  newLearnerId: wellKnownId(15),
  /** The id of that learner's enrollment in the section after CreateEnrollment. */
  newEnrollmentId: '85764d55-f441-4fb6-81e7-b69576bfba25',
} as const;
