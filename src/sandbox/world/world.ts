import type { components } from '../../learning-api/contract/generated.ts';

type Wire<Shape extends keyof components['schemas']> = Omit<components['schemas'][Shape], 'api_error_entity'>;

/**
 * Everything that the sandbox knows, in the REST API's own words. Dates are `2025-09-13T09:48:23.257Z`; what is
 * absent is left out. How an answer is dressed up (date formats, nulls, "none" values) is not decided here.
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
  /** null for an organization that stands at the top. */
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
/** A user's tie to an organization; a user may have several. */
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
  /** Organizations that it is shared with. */
  shared_with: string[];
  description: string;
  credit_hours: number;
}
export type WorldCategory = Wire<'Category'>;
/** A syllabus as offered in a catalog. */
export interface WorldProduct {
  product_id: string;
  catalog_id: string;
  syllabus_id: string;
  category_ids: string[];
}
/** The union of what section and training plan enrollments have; `kind` says which. */
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
  /** Values by the key of the custom field. */
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
  /** Values by the name of the CMI element. */
  cmi_values: Record<string, string>;
}
/** The shape of a real session is not published; this one is made up. */
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
  org_id: string;
}
export interface WorldCustomFieldDefault {
  field_id: string;
  /** The organization that set it. */
  setting_org_id: string;
  /** Only for this syllabus; null for all. */
  syllabus_id: string | null;
  default_value: string;
}
