import type { WorldEnrollment } from '../world/world.ts';
import { requireFound, requirePermission } from './errors.ts';
import type { OperationRequest } from './operation.ts';
import { idParameter } from './parameters.ts';

/** The enrollment that a parameter names. Throws if it does not exist or the caller has no access to it. */
export function permittedEnrollment(request: OperationRequest, parameter: string): WorldEnrollment {
  const enrollment = requireFound(request.state.enrollment(idParameter(request, parameter) ?? ''), 'Enrollment');
  requirePermission(request.caller, enrollment.org_id);
  return enrollment;
}

/** The latest enrollment of a subscription in a syllabus. Throws as above. */
export function permittedEnrollmentOfSubscription(
  request: OperationRequest,
  subscriptionId: string,
  syllabusId: string,
) {
  const subscription = requireFound(request.state.subscription(subscriptionId), 'Subscription');
  requirePermission(request.caller, subscription.org_id);
  const enrollments = request.state
    .enrollmentsOfSyllabus(syllabusId)
    .filter(({ subscription_id }) => subscription_id === subscription.subscription_id);
  return requireFound(enrollments.at(-1), 'Enrollment');
}
