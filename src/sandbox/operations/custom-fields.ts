import type { WorldEnrollment } from '../world/world.ts';
import { permitted, permittedOfSubscription } from './enrollments.ts';
import {
  demand,
  demandPermission,
  existing,
  id,
  type Operation,
  type OperationRequest,
  Refusal,
  text,
} from './operation.ts';

export const customFieldOperations: Record<string, Operation> = {
  GetCustomEnrollmentFields: (request) => {
    const organizationId = organization(request);
    const fieldId = id(request, 'field_id');
    const fields = availableIn(request, organizationId).filter(({ field_id }) => !fieldId || field_id === fieldId);
    if (fieldId && fields.length === 0) throw new Refusal(409, 'CustomFieldNotFound');
    return { list: fields.map((field) => ({ ...field, org_short_name: shortName(request, field.org_id) })) };
  },

  GetDefaultCustomEnrollmentFieldSetting: (request) => {
    const organizationId = organization(request);
    const fieldId = id(request, 'field_id');
    const syllabusId = id(request, 'syllabus_id');
    const field = availableIn(request, organizationId).find(({ field_id }) => field_id === fieldId);
    if (!field) throw new Refusal(409, 'CustomFieldNotFound');
    const settings = request.state.world.customFieldDefaults.filter(({ field_id }) => field_id === fieldId);
    const setting =
      settings.find(({ syllabus_id }) => syllabusId && syllabus_id === syllabusId) ??
      settings.find(({ syllabus_id }) => syllabus_id === null);
    if (!setting) return { one: null };
    return {
      one: {
        field_id: field.field_id,
        name: field.name,
        key: field.key,
        default_value: setting.default_value,
        setting_org_id: setting.setting_org_id,
        setting_org_short_name: shortName(request, setting.setting_org_id),
        field_org_id: field.org_id,
        field_org_short_name: shortName(request, field.org_id),
        type: field.type,
      },
    };
  },

  GetCustomEnrollmentFieldValues: (request) => {
    const enrollment = enrollmentOf(request);
    const key = text(request, 'key');
    const fields = availableIn(request, enrollment.org_id).filter((field) => !key || field.key === key);
    return {
      list: fields
        .filter((field) => field.key in enrollment.custom_values)
        .map((field) => ({
          name: field.name,
          key: field.key,
          value: enrollment.custom_values[field.key],
          org_id: field.org_id,
          org_short_name: shortName(request, field.org_id),
          ...(field.org_id !== enrollment.org_id && {
            inherited_from_org_id: field.org_id,
            inherited_from_org_short_name: shortName(request, field.org_id),
          }),
          field_id: field.field_id,
          type: field.type,
        })),
    };
  },

  SetCustomEnrollmentFieldValues: (request) => {
    const enrollment = permitted(request, 'enrollment_id');
    const values = request.parameters.custom_enrollment_field_values as Record<string, string>;
    const known = new Set(availableIn(request, enrollment.org_id).map(({ key }) => key));
    const stranger = Object.keys(values).find((key) => !known.has(key));
    if (stranger !== undefined)
      return { one: { error: true, message: `No custom enrollment field with the key ${stranger}` } };
    Object.assign(enrollment.custom_values, values);
    return { one: { error: false } };
  },
};

/** The fields of an organization and of those above it. */
function availableIn({ state }: OperationRequest, organizationId: string) {
  return state.world.customFields.filter(({ org_id }) => state.within(org_id).has(organizationId));
}

function organization({ state, caller, ...request }: OperationRequest): string {
  const found = existing(state.organization(id({ state, caller, ...request }, 'org_id') ?? ''), 'Organization');
  demandPermission(caller, found.org_id);
  return found.org_id;
}

function shortName({ state }: OperationRequest, organizationId: string): string {
  return existing(state.organization(organizationId), 'Organization').short_name;
}

function enrollmentOf(request: OperationRequest): WorldEnrollment {
  const enrollmentId = id(request, 'enrollment_id');
  const subscriberId = id(request, 'subscriber_id');
  const syllabusId = id(request, 'syllabus_id');
  demand(
    enrollmentId ? !subscriberId && !syllabusId : subscriberId && syllabusId,
    'Valid argument combinations are: enrollment_id; subscriber_id and syllabus_id; either of them with key',
  );
  return enrollmentId
    ? permitted(request, 'enrollment_id')
    : permittedOfSubscription(request, subscriberId ?? '', syllabusId ?? '');
}
