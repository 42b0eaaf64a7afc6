/** The number of learners with different enrollments. */
const distinctLearners = 16;
const enrollmentsPerSection = 5;
const assignmentsPerSection = 8;
const syllabiPerCategory = 10;

export const groupId = idOf('aaaa0001', 1);
export const catalogIds = Array.from({ length: 4 }, (_, index) => idOf('cccc0001', index));

/** The id of a learner. Every number has one. */
export function learnerId(number: number): string {
  return idOf('bbbb0001', number);
}

/** The learner with the same enrollments, so that few answers serve any number of learners. */
export function twinOf(userId: string): string {
  return learnerId(numberOf(userId) % distinctLearners);
}

/** A page of a learner's enrollments: five in each section. */
export function enrollmentsOf(userId: string, perPage: number): object {
  const sections = Math.max(1, perPage / enrollmentsPerSection);
  const enrollments = Array.from({ length: perPage }, (_, index) => ({
    enrollment_id: idOf('eeee0001', numberOf(userId) * 1_000 + index),
    enrollment_date: dateOf(index),
    start_date: dateOf(index + 1),
    syllabus_id: sectionId(index % sections),
    result: index % 3,
    phase: index % 3,
    user_id: userId,
    api_error_entity: { error_code: 0, warning_messages: [] },
  }));
  return { enrollments, page: 1, page_size: perPage, total_count: perPage };
}

/** A section, as the REST API returns it. */
export function sectionOf(id: string): object {
  const number = numberOf(id);
  return {
    id,
    section_number: `SN ${number}`,
    section_ceus: '.2 CEUs',
    section_duration: '2 hours',
    syllabus_id: id,
    title: `Line safety, part ${number}`,
    unique_name: `line-safety-${number}`,
    utc_date_created: dateOf(number),
    utc_date_last_modified: dateOf(number + 1),
    hidden: false,
    disable_certificates_for_student: false,
    allow_drops: true,
    auto_enroll_new_members: false,
    end_after_period_from_enrollment_start: true,
    enrollment_duration: 90,
    enrollment_start: dateOf(number),
    enrollment_end: dateOf(number + 90),
    disable_manual_enrollment: false,
    credit_hours: 2.5,
    api_error_entity: { error_code: 0, warning_messages: [] },
  };
}

/** The assignments of a section. */
export function assignmentsOf(section: string): object[] {
  const number = numberOf(section);
  return Array.from({ length: assignmentsPerSection }, (_, index) => ({
    assignment_id: idOf('dddd0001', number * assignmentsPerSection + index),
    title: `Module ${index + 1} of section ${number}: what to do when the power is out`,
    pacing_duration_hours: 4,
    weight: 12.5,
    due_date_deduction: 0,
    due_date_strategy: 0,
    utc_due_date: dateOf(index + 30),
    utc_start_date: dateOf(index),
    lock_out_hours: 0,
    utc_date_modified: dateOf(index),
    utc_date_added: dateOf(index),
    grading_strategy: 0,
    max_score: 100,
    mastery_score: 80,
    display_order: index,
    assignment_type: 'Test',
    attempt_limit: 3,
    api_error_entity: { error_code: 0, warning_messages: [] },
  }));
}

/** The catalogs of a group. */
export function catalogs(): object {
  return {
    catalogs: catalogIds.map((id, index) => ({
      org_id: groupId,
      org_name: 'Prairie Training Consortium',
      org_short_name: 'PTC',
      catalog_id: id,
      is_enabled: true,
      name: `Catalog ${index}`,
      date_created: dateOf(index),
      pricing_model: 0,
      publishing_model: 0,
      api_error_entity: { error_code: 0, warning_messages: [] },
    })),
  };
}

/** The three categories of a catalog. */
export function categoriesOf(catalogId: string): object[] {
  return [0, 1, 2].map((index) => {
    const number = numberOf(catalogId) * 3 + index;
    return {
      category_id: idOf('cccc0002', number),
      name: `Category ${number}`,
      catalog_id: catalogId,
      org_id: groupId,
      date_created: dateOf(number),
    };
  });
}

/** The syllabi of a category. */
export function syllabiOf(categoryId: string): object[] {
  return Array.from({ length: syllabiPerCategory }, (_, index) => {
    const number = numberOf(categoryId) * syllabiPerCategory + index;
    return {
      syllabus_id: sectionId(number),
      syllabus_name: `Line safety, part ${number}`,
      syllabus_type: 0,
      product_id: idOf('ffff0001', number),
    };
  });
}

function sectionId(number: number): string {
  return idOf('5ec00001', number);
}

function idOf(kind: string, number: number): string {
  return `${kind}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

function numberOf(id: string): number {
  return Number.parseInt(id.slice(-12), 16);
}

function dateOf(days: number): string {
  return new Date(Date.UTC(2025, 0, 1 + days, 9, 48, 23, 257)).toISOString();
}
