import type { WorldEnrollment } from '../world/world.ts';
import { requireFound, requirePermission, requireRule, SandboxError } from './errors.ts';
import type { Operation, OperationRequest } from './operation.ts';
import { idParameter, textParameter } from './parameters.ts';
import { permittedEnrollment, permittedEnrollmentOfSubscription } from './permitted-enrollment.ts';

export const customFieldOperations: Record<string, Operation> = {
  GetCustomEnrollmentFields: (request) => {
    const organizationId = permittedOrganizationId(request);
    const fieldId = idParameter(request, 'field_id');
    const fields = availableIn(request, organizationId).filter(({ field_id }) => !fieldId || field_id === fieldId);
    if (fieldId && fields.length === 0) throw new SandboxError(409, 'CustomFieldNotFound');
    return { list: fields.map((field) => ({ ...field, org_short_name: shortName(request, field.org_id) })) };
  },

  GetDefaultCustomEnrollmentFieldSetting: (request) => {
    const organizationId = permittedOrganizationId(request);
    const fieldId = idParameter(request, 'field_id');
    const syllabusId = idParameter(request, 'syllabus_id');
    const field = availableIn(request, organizationId).find(({ field_id }) => field_id === fieldId);
    if (!field) throw new SandboxError(409, 'CustomFieldNotFound');
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
    const key = textParameter(request, 'key');
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
};

/** The operation that changes custom field values. */
export const customFieldWrites: Record<string, Operation> = {
  SetCustomEnrollmentFieldValues: (request) => {
    const enrollment = permittedEnrollment(request, 'enrollment_id');
    const values = request.parameters.custom_enrollment_field_values as Record<string, string>;
    const availableKeys = new Set(availableIn(request, enrollment.org_id).map(({ key }) => key));
    const unknownKey = Object.keys(values).find((key) => !availableKeys.has(key));
    if (unknownKey !== undefined)
      return { one: { error: true, message: `No custom enrollment field with the key ${unknownKey}` } };
    Object.assign(enrollment.custom_values, values);
    return { one: { error: false } };
  },
};

/** The fields of an organization and of those above it. */
function availableIn({ state }: OperationRequest, organizationId: string) {
  return state.world.customFields.filter(({ org_id }) => state.within(org_id).has(organizationId));
}

function permittedOrganizationId(request: OperationRequest): string {
  const found = requireFound(request.state.organization(idParameter(request, 'org_id') ?? ''), 'Organization');
  requirePermission(request.caller, found.org_id);
  return found.org_id;
}

function shortName({ state }: OperationRequest, organizationId: string): string {
  return requireFound(state.organization(organizationId), 'Organization').short_name;
}

function enrollmentOf(request: OperationRequest): WorldEnrollment {
  const enrollmentId = idParameter(request, 'enrollment_id');
  const subscriberId = idParameter(request, 'subscriber_id');
  const syllabusId = idParameter(request, 'syllabus_id');
  requireRule(
    enrollmentId ? !subscriberId && !syllabusId : subscriberId && syllabusId,
    'Valid argument combinations are: enrollment_id; subscriber_id and syllabus_id; either of them with key',
  );
  return enrollmentId
    ? permittedEnrollment(request, 'enrollment_id')
    : permittedEnrollmentOfSubscription(request, subscriberId ?? '', syllabusId ?? '');
}
