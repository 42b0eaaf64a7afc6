import type { Random } from './random.ts';

/** The fields that sections and training plans have in common. */
export function syllabusFields(random: Random, title: string, uniqueName: string) {
  const created = random.number(100, 3500);
  const isTimed = random.chance(40);
  return {
    title,
    unique_name: uniqueName,
    utc_date_created: random.daysAgo(created),
    utc_date_last_modified: random.daysAgo(random.number(0, created - 1)),
    hidden: random.chance(8),
    disable_certificates_for_student: random.chance(15),
    allow_drops: random.chance(80),
    auto_enroll_new_members: random.chance(10),
    end_after_period_from_enrollment_start: isTimed,
    ...(isTimed && { enrollment_duration: random.pick([30, 60, 90, 365]) }),
    ...(!isTimed && {
      enrollment_start: random.daysAgo(random.number(60, 400)),
      enrollment_end: random.daysAgo(-random.number(20, 300)),
      training_start: random.daysAgo(random.number(30, 59)),
      training_end: random.daysAgo(-random.number(301, 400)),
    }),
    ...(random.chance(50) && { final_drop_date: random.daysAgo(-random.number(5, 20)) }),
    disable_manual_enrollment: random.chance(5),
    credit_hours: random.number(2, 32) / 4,
  };
}

/** A title as a part of a unique name: lower case, with hyphens. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
