import type { components } from '../../learning-api/contract/generated.ts';

type Wire<Shape extends keyof components['schemas']> = Omit<components['schemas'][Shape], 'api_error_entity'>;

/**
 * The shape of the sandbox's data: plain lists, with the field names of the REST API. Dates have the format
 * `2025-09-13T09:48:23.257Z`; absent values are left out. Imperfections of the real API, such as other date formats,
 * are added to the answers and do not occur here.
 */
export interface World {
  organizations: WorldOrganization[];
  users: WorldUser[];
  subscriptions: WorldSubscription[];
  sections: WorldSection[];
  trainingPlans: WorldTrainingPlan[];
  assignments: WorldAssignment[];
  catalogs: WorldCatalog[];
  categories: WorldCategory[];
  products: WorldProduct[];
  enrollments: WorldEnrollment[];
  assignmentStatuses: WorldAssignmentStatus[];
  testAttempts: WorldTestAttempt[];
  scos: WorldSco[];
  studentSessions: WorldStudentSession[];
  customFields: WorldCustomField[];
  customFieldDefaults: WorldCustomFieldDefault[];
}

export interface WorldOrganization {
  org_id: string;
  /** Null for a top organization. */
  parent_org_id: string | null;
  name: string;
  short_name: string;
}
export interface WorldUser {
  user_id: string;
  first_name: string;
  last_name: string;
  /** The organization that owns the user. */
  org_id: string;
}
/** A user's membership in an organization. A user may have several. */
export interface WorldSubscription {
  subscription_id: string;
  user_id: string;
  org_id: string;
}
export interface WorldSection extends Omit<Wire<'Section'>, 'id'> {
  org_id: string;
  description: string;
  objectives: string;
}
export interface WorldTrainingPlan extends Omit<Wire<'TrainingPlan'>, 'org_id'> {
  org_id: string;
  description: string;
}
export interface WorldAssignment extends Wire<'Assignment'> {
  section_id: string;
  instructions: string;
}
export interface WorldCatalog extends Omit<Wire<'Catalog'>, 'org_id' | 'org_name' | 'org_short_name'> {
  /** The organization that owns the catalog. */
  org_id: string;
  /** The organizations that the catalog is shared with. */
  shared_with: string[];
  description: string;
  credit_hours: number;
}
export type WorldCategory = Wire<'Category'>;
/** A syllabus that a catalog offers. */
export interface WorldProduct {
  product_id: string;
  catalog_id: string;
  syllabus_id: string;
  category_ids: string[];
}
/** A section enrollment or a training plan enrollment, depending on `kind`. */
export interface WorldEnrollment
  extends Partial<Omit<Wire<'SectionEnrollment'>, 'section'>>,
    Partial<Omit<Wire<'TrainingPlanEnrollment'>, keyof Wire<'SectionEnrollment'>>> {
  kind: 'section' | 'trainingPlan';
  enrollment_id: string;
  user_id: string;
  syllabus_id: string;
  subscription_id: string;
  /** The organization that the enrollment belongs to. */
  org_id: string;
  enrollment_date: string;
  phase: number;
  result: number;
  is_dropped: boolean;
  certificate: { certificate_url?: string; certificate_ready: boolean; certificate_not_assigned: boolean };
  /** Values by the keys of the custom fields. */
  custom_values: Record<string, string>;
}
export type WorldAssignmentStatus = Wire<'AssignmentStatus'>;
export interface WorldTestAttempt extends Omit<Wire<'TestAttempt'>, 'proctor_response_item'> {
  enrollment_id: string;
  assignment_id: string;
  proctor_response_item?: Wire<'ProctorResponse'>;
}
export interface WorldSco extends Omit<Wire<'Sco'>, 'cmi_fields'> {
  sco_id: string;
  enrollment_id: string;
  assignment_id: string;
  /** Values by the names of the CMI elements. */
  cmi_values: Record<string, string>;
}
/** The shape of a real session is not published; this one is invented. */
export interface WorldStudentSession {
  user_id: string;
  org_id: string;
  section_id: string;
  assignment_id: string;
  start_date: string;
  end_date: string;
  seconds: number;
}
export interface WorldCustomField extends Omit<Wire<'CustomEnrollmentField'>, 'org_short_name'> {
  key: string;
  org_id: string;
}
export interface WorldCustomFieldDefault {
  field_id: string;
  /** The organization that set the default. */
  setting_org_id: string;
  /** The syllabus that the default is limited to; null if it holds for all. */
  syllabus_id: string | null;
  default_value: string;
}
