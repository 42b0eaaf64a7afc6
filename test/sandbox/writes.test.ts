import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { present, wellKnown } from '../../src/sandbox/http/server.ts';
import { enrollmentOf, newEnrollment } from './examples.ts';
import { type CallOptions, instant, required, startTestSandbox, type TestSandbox } from './support.ts';

let subject: TestSandbox;
beforeAll(async () => {
  subject = await startTestSandbox();
});
beforeEach(() => subject.sandbox.reset());
afterAll(() => subject.close());

const call = (operation: string, options: CallOptions) => subject.call(operation, options);
const find = async (enrollmentId: string) =>
  (
    await call('SearchEnrollments', {
      body: { user_ids: [wellKnown.userId], enrollment_ids: [enrollmentId] },
    })
  ).body.enrollments;

test('a new enrollment is found at once, not started and not graded', async () => {
  const wanted = newEnrollment(subject.sandbox.world);
  const { body } = await call('CreateEnrollment', { body: wanted });
  expect(await find(body.enrollment_id)).toMatchObject([
    {
      enrollment_id: body.enrollment_id,
      user_id: wanted.user_id,
      syllabus_id: wanted.syllabus_id,
      phase: 0,
      result: 0,
    },
  ]);
  const details = await call('GetSectionEnrollments', {
    query: { org_id: wanted.org_id, enrollment_id: body.enrollment_id },
  });
  expect(details.body).toMatchObject([
    { syllabus_id: wanted.syllabus_id, section: { syllabus_id: wanted.syllabus_id } },
  ]);
});

test('a user can be enrolled in a training plan by its unique name', async () => {
  const { world } = subject.sandbox;
  const taken = new Set(
    world.enrollments.filter(({ user_id }) => user_id === wellKnown.userId).map(({ syllabus_id }) => syllabus_id),
  );
  const plan = required(
    world.trainingPlans.find(
      (item) => item.unique_name && !taken.has(item.syllabus_id) && !item.disable_manual_enrollment,
    ),
  );
  const { status, body } = await call('CreateEnrollment', {
    body: {
      org_id: plan.org_id,
      user_id: wellKnown.userId,
      syllabus_unique_name: plan.unique_name,
      membership_group_ids: [plan.org_id],
    },
  });
  expect(status).toBe(200);
  expect(await find(body.enrollment_id)).toMatchObject([{ syllabus_id: plan.syllabus_id }]);
});

test('a user without a subscription gets one, by which the new enrollment is found', async () => {
  const { world } = subject.sandbox;
  const members = new Set(world.subscriptions.map(({ user_id, org_id }) => `${user_id} ${org_id}`));
  const organization = required(
    world.organizations.find(({ org_id }) => !members.has(`${wellKnown.userId} ${org_id}`)),
    'an organization without the demo user',
  );
  const wanted = { ...newEnrollment(world), org_id: organization.org_id };
  const { body } = await call('CreateEnrollment', { body: wanted });
  const made = enrollmentOf(subject.sandbox.world, body.enrollment_id);
  expect(members.has(`${wellKnown.userId} ${organization.org_id}`)).toBe(false);
  expect(subject.sandbox.world.subscriptions).toContainEqual({
    subscription_id: made.subscription_id,
    user_id: wellKnown.userId,
    org_id: organization.org_id,
  });
  const { status, body: found } = await call('GetSectionEnrollments', {
    query: { subscriber_id: made.subscription_id },
  });
  expect(status).toBe(200);
  expect(found).toMatchObject([{ enrollment_id: made.enrollment_id }]);
  const statuses = await call('GetAssignmentStatuses', {
    query: { subscription_id: made.subscription_id, section_id: wanted.syllabus_id },
  });
  expect(statuses).toMatchObject({ status: 200, body: [] });
});

test('a syllabus without manual enrollment answers 422', async () => {
  const section = required(
    subject.sandbox.world.sections.find((item) => item.disable_manual_enrollment),
    'a section without manual enrollment',
  );
  const { status, body } = await call('CreateEnrollment', {
    body: { ...newEnrollment(subject.sandbox.world), org_id: section.org_id, syllabus_id: section.syllabus_id },
  });
  expect(status).toBe(422);
  expect(body.api_error_entity.error_message).toMatch(/disabled/);
});

test('a dropped enrollment stays, finished; dropping it again changes nothing and says so', async () => {
  const { world } = subject.sandbox;
  const active = required(
    world.enrollments.find(
      ({ user_id, phase, is_dropped }) => user_id === wellKnown.userId && phase === 1 && !is_dropped,
    ),
  );
  const query = { enrollment_id: active.enrollment_id };
  expect((await call('DropEnrollment', { query })).body).toMatchObject({ ...query, is_dropped_or_deleted: true });
  const operation = active.kind === 'section' ? 'GetSectionEnrollments' : 'GetTrainingPlanEnrollments';
  const { body } = await call(operation, { query: { ...query, org_id: active.org_id } });
  expect(body).toMatchObject([{ ...query, phase: 2 }]);
  expect(instant(body[0].completion_date)).toBe(present);
  expect((await call('DropEnrollment', { query })).body).toMatchObject({ ...query, is_dropped_or_deleted: false });
});

test('after a drop, the user can be enrolled in the same syllabus again', async () => {
  const wanted = newEnrollment(subject.sandbox.world);
  const first = (await call('CreateEnrollment', { body: wanted })).body.enrollment_id;
  await call('DropEnrollment', { query: { enrollment_id: first } });
  const second = await call('CreateEnrollment', { body: wanted });
  expect(second.status).toBe(200);
  expect(second.body.enrollment_id).not.toBe(first);
});

test('a deleted enrollment is gone from every list and cannot be deleted again', async () => {
  const { enrollment_id, org_id } = enrollmentOf(subject.sandbox.world, wellKnown.enrollmentId);
  const query = { enrollment_id };
  expect((await call('DeleteEnrollment', { query })).body).toMatchObject({
    enrollment_id,
    is_dropped_or_deleted: true,
  });
  expect(await find(enrollment_id)).toEqual([]);
  expect((await call('GetSectionEnrollments', { query: { ...query, org_id } })).body).toEqual([]);
  expect((await call('GetAssignmentStatuses', { query })).status).toBe(409);
  expect((await call('DeleteEnrollment', { query })).status).toBe(409);
});

test('the certificate of a deleted enrollment can still be read', async () => {
  const { enrollment_id, certificate } = required(
    subject.sandbox.world.enrollments.find((item) => item.certificate.certificate_ready),
    'a certificate that is ready',
  );
  await call('DeleteEnrollment', { query: { enrollment_id } });
  const { status, body } = await call('GetCertificateUrl', { query: { enrollment_id } });
  expect(status).toBe(200);
  expect(body).toMatchObject({ certificate_url: certificate.certificate_url, certificate_ready: true });
});

test('custom field values can be set and read, and the others stay', async () => {
  const { world } = subject.sandbox;
  const { enrollment_id, custom_values } = required(
    world.enrollments.find((item) => Object.keys(item.custom_values).length > 1),
    'an enrollment with two custom values',
  );
  const [key, other] = Object.keys(custom_values).map(String);
  const custom_enrollment_field_values = { [required(key)]: 'changed by a test' };
  const before = custom_values[required(other)];
  const set = await call('SetCustomEnrollmentFieldValues', { body: { enrollment_id, custom_enrollment_field_values } });
  expect(set.body.error).toBe(false);
  const read = async (wanted?: string) =>
    (await call('GetCustomEnrollmentFieldValues', { query: { enrollment_id, key: wanted } })).body;
  expect(await read(key)).toMatchObject([{ key, value: 'changed by a test' }]);
  expect(await read(other)).toMatchObject([{ key: other, value: before }]);
  expect((await read()).length).toBe(Object.keys(custom_values).length);
});

test('an unknown key gives an error in a 200, and nothing is set', async () => {
  const { enrollment_id, custom_values } = required(
    subject.sandbox.world.enrollments.find((item) => Object.keys(item.custom_values).length > 0),
  );
  const [key] = Object.keys(custom_values);
  const custom_enrollment_field_values = { [required(key)]: 'not to be set', favorite_color: 'red' };
  const { status, body } = await call('SetCustomEnrollmentFieldValues', {
    body: { enrollment_id, custom_enrollment_field_values },
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({ error: true, message: expect.stringMatching(/favorite_color/) });
  const { body: values } = await call('GetCustomEnrollmentFieldValues', { query: { enrollment_id, key } });
  expect(values).not.toMatchObject([{ value: 'not to be set' }]);
});

test('a reset restores the world', async () => {
  const before = structuredClone(subject.sandbox.world);
  await call('CreateEnrollment', { body: newEnrollment(subject.sandbox.world) });
  await call('DeleteEnrollment', { query: { enrollment_id: wellKnown.enrollmentId } });
  await call('DropEnrollment', { query: { enrollment_id: wellKnown.trainingPlanEnrollmentId } });
  expect(subject.sandbox.world).not.toEqual(before);
  subject.sandbox.reset();
  expect(subject.sandbox.world).toEqual(before);
  expect(subject.sandbox.calls()).toEqual([]);
});
