import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { wellKnown } from '../../../src/sandbox/world/well-known.ts';
import { type QueryOptions, type Router, type Routers, startRouters } from './support.ts';

let routers: Routers;
beforeAll(async () => {
  routers = await startRouters();
});
afterAll(() => routers?.close());
afterEach(() => routers.sandbox.reset());

const { userId, sectionId, enrollmentId, trainingPlanEnrollmentId, organizationId } = wellKnown;

interface Badge {
  enrollment: { status: string | null } | null;
}

describe.each<Router>(['hive', 'apollo'])('through the router %s', (router) => {
  const query = (text: string, options?: QueryOptions) => routers.query(router, text, options);

  test('a user has a name from one graph and enrollments from the other', async () => {
    const { data, errors, calls } = await query(`{
      me {
        name
        enrollments(filter: { enrollmentIds: ["${enrollmentId}"] }, first: 10) {
          totalCount
          nodes { id syllabus { title } user { email } }
        }
      }
    }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      me: {
        name: 'Jamal Almeida',
        enrollments: {
          totalCount: 1,
          nodes: [
            {
              id: enrollmentId,
              syllabus: { title: 'Workplace Safety Orientation' },
              user: { email: 'jamal.almeida@example.com' },
            },
          ],
        },
      },
    });
    expect(calls).toEqual({ SearchEnrollments: 1, GetSections: 1 });
  });

  test('the roster of a section has the names of the users graph, for one request to it', async () => {
    const { data, errors, calls, usersRequests } = await query(
      `{ section(id: "${sectionId}") { title enrollments(first: 10) { nodes { user { name } } } } }`,
    );
    expect(errors).toEqual([]);
    const names = data.section.enrollments.nodes.map(({ user }: { user: { name: string } }) => user.name);
    expect(names).toHaveLength(10);
    expect(names).toContain('Jamal Almeida');
    expect(calls).toEqual({ GetSections: 1, GetSectionEnrollments: 1 });
    expect(usersRequests).toHaveLength(1);
  });

  test('an announcement of the users graph has the section that it is about', async () => {
    const { data, errors, calls } = await query(
      '{ announcements(first: 1) { text publishedAt section { id title } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      announcements: [
        {
          text: 'The practical test is in Building C, room 204.',
          publishedAt: '2025-09-01T08:00:00.000Z',
          section: { id: sectionId, title: 'Workplace Safety Orientation' },
        },
      ],
    });
    expect(calls).toEqual({ GetSections: 1 });
  });

  test('100 references to sections cost one GetSections and one GetSection for each that no longer exists, which is null without an error', async () => {
    const { data, errors, calls } = await query('{ announcements(first: 100) { section { id title } } }', {
      headers: { 'x-request-id': `hundred-${router}` },
    });
    expect(errors).toEqual([]);
    const titles = new Map(routers.sandbox.world.sections.map(({ syllabus_id, title }) => [syllabus_id, title]));
    const sections = data.announcements.map((announcement: { section: { id: string } }) => announcement.section);
    expect(sections).toEqual(sections.map(({ id }: { id: string }) => ({ id, title: titles.get(id) ?? null })));
    expect(new Set(sections.map(({ id }: { id: string }) => id)).size).toBe(100);
    expect(sections.filter(({ title }: { title: string | null }) => title === null)).toHaveLength(100 - titles.size);
    expect(calls).toEqual({ GetSections: 1, GetSection: 100 - titles.size });

    const requests = () => routers.learning.log.filter(({ requestId }) => requestId === `hundred-${router}`);
    await vi.waitFor(() => expect(requests()).toMatchObject([{ event: 'request', outcome: 'OK' }]));
  });

  test('a list of an interface accepts fragments on its types', async () => {
    const { data, errors } = await query(`{
      me {
        enrollments(first: 6) {
          nodes {
            __typename
            status
            ... on SectionEnrollment { section { number } user { name } }
            ...Plan
          }
        }
      }
    }
    fragment Plan on TrainingPlanEnrollment { name trainingPlan { title } }`);
    expect(errors).toEqual([]);
    const { nodes } = data.me.enrollments;
    const kinds = nodes.map(({ __typename }: { __typename: string }) => __typename);
    expect(new Set(kinds)).toEqual(new Set(['SectionEnrollment', 'TrainingPlanEnrollment']));
    for (const node of nodes) {
      if (node.__typename === 'SectionEnrollment')
        expect(node).toMatchObject({ section: { number: expect.any(String) }, user: { name: 'Jamal Almeida' } });
      else expect(node).toMatchObject({ name: expect.any(String), trainingPlan: { title: expect.any(String) } });
    }
  });

  test('the users graph references enrollments without knowing their kind, and adds a field to them', async () => {
    const { data, errors, calls } = await query(`{
      badges {
        name
        enrollment {
          __typename
          badgeCount
          syllabus { __typename title }
          ... on SectionEnrollment { section { id } }
          ... on TrainingPlanEnrollment { trainingPlan { id } }
        }
      }
    }`);
    expect(errors).toEqual([]);
    expect(data.badges).toEqual([
      {
        name: 'Early bird',
        enrollment: {
          __typename: 'SectionEnrollment',
          badgeCount: 1,
          syllabus: { __typename: 'Section', title: 'Workplace Safety Orientation' },
          section: { id: sectionId },
        },
      },
      {
        name: 'Planner',
        enrollment: {
          __typename: 'TrainingPlanEnrollment',
          badgeCount: 1,
          syllabus: { __typename: 'TrainingPlan', title: 'New Employee Onboarding' },
          trainingPlan: { id: wellKnown.trainingPlanId },
        },
      },
    ]);
    expect(calls).toEqual({ SearchEnrollments: 1, GetSections: 1, GetTrainingPlan: 1 });
  });

  test('a node of the users graph has the fields of the learning graph', async () => {
    const { data, errors, calls } = await query(
      `{ node(id: "${userId}") { id ... on User { name enrollments(first: 1) { totalCount } } } }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ node: { id: userId, name: 'Jamal Almeida', enrollments: { totalCount: 60 } } });
    expect(calls).toEqual({ SearchEnrollments: 1 });
  });

  test('an organization has fields from both graphs', async () => {
    const { data, errors, calls } = await query(
      `{ organization(id: "${organizationId}") { name contact catalogs(first: 1) { nodes { owner { name } } } } }`,
    );
    expect(errors).toEqual([]);
    expect(data.organization).toMatchObject({
      name: 'Prairie Training Consortium',
      contact: 'training@ptc.example.com',
      catalogs: { nodes: [{ owner: { name: expect.any(String) } }] },
    });
    expect(calls).toEqual({ GetOrganizations: 1, GetCatalogs: 1 });
  });

  test('the error types of both graphs share the interface Error', async () => {
    const { data, errors } = await query(
      'mutation { dropEnrollment(input: { id: "0b000000-0000-4000-8000-000000000000" }) { __typename ... on Error { message code } } }',
    );
    expect(errors).toEqual([]);
    expect(data.dropEnrollment).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND' });
    const other = await query('{ userByName(name: "Nobody") { __typename ... on Error { message code } } }');
    expect(other.data.userByName).toMatchObject({ __typename: 'UserNotFoundError', code: 'USER_NOT_FOUND' });
  });

  test('a mutation is sent once, and its result has the name of the learner', async () => {
    const learner = routers.sandbox.world.users[20];
    const { data, errors, calls } = await query(
      `mutation ($input: CreateEnrollmentInput!) {
        createEnrollment(input: $input) {
          __typename
          ... on CreateEnrollmentSuccess { enrollment { __typename user { id name } syllabus { title } } }
        }
      }`,
      {
        variables: {
          input: { organizationId, userId: learner?.user_id, syllabusId: sectionId, membershipGroupIds: [] },
        },
      },
    );
    expect(errors).toEqual([]);
    expect(data.createEnrollment).toEqual({
      __typename: 'CreateEnrollmentSuccess',
      enrollment: {
        __typename: 'SectionEnrollment',
        user: { id: learner?.user_id, name: `${learner?.first_name} ${learner?.last_name}` },
        syllabus: { title: 'Workplace Safety Orientation' },
      },
    });
    expect(calls).toEqual({ CreateEnrollment: 1, GetSectionEnrollments: 1 });
  });

  test('two mutations in one document run in order, each once', async () => {
    const { data, calls } = await query(`mutation {
      first: dropEnrollment(input: { id: "${enrollmentId}" }) { __typename }
      second: dropEnrollment(input: { id: "${trainingPlanEnrollmentId}" }) { __typename }
    }`);
    expect(data).toEqual({
      first: { __typename: 'DropEnrollmentSuccess' },
      second: { __typename: 'DropEnrollmentSuccess' },
    });
    expect(calls.DropEnrollment).toBe(2);
  });

  test('an object that the token has no access to is null with its own error, and everything else is there', async () => {
    const { sandbox } = routers;
    const { data, errors } = await query('{ me { name } announcements(first: 91) { text section { title } } }', {
      token: sandbox.tokens.limited,
    });
    expect(data.me).toEqual({ name: 'Jamal Almeida' });
    const sections = data.announcements.map(({ section }: { section: { title: string | null } | null }) => section);
    const hidden = sections.flatMap((section: { title: string | null } | null, index: number) =>
      section?.title ? [] : [index],
    );
    expect(hidden.length).toBeGreaterThan(0);
    expect(hidden.length).toBeLessThan(sections.length);
    expect(data.announcements.every(({ text }: { text: string }) => text.length > 0)).toBe(true);
    // Errors come in the order in which the sections are refused.
    expect(errors).toHaveLength(hidden.length);
    expect(errors.map(({ path }) => path)).toEqual(
      expect.arrayContaining(hidden.map((index: number) => ['announcements', index, 'section'])),
    );
    for (const { extensions } of errors)
      expect(extensions).toMatchObject({ code: 'FORBIDDEN', serviceName: 'learning' });
  });

  test('an enrollment of unknown kind without access is null', async () => {
    const { data, errors } = await query('{ badges { name enrollment { badgeCount status } } }', {
      token: routers.sandbox.tokens.limited,
    });
    expect(data.badges.map(({ name }: { name: string }) => name)).toEqual(['Early bird', 'Planner']);
    expect(data.badges.map(({ enrollment }: Badge) => enrollment?.status)).toEqual([null, null]);
    const causes = errors.map(({ path, extensions }) => `${path?.join('.')}: ${extensions.code}`);
    expect(causes.sort()).toEqual(['badges.0.enrollment: FORBIDDEN', 'badges.1.enrollment: FORBIDDEN']);
  });

  test('an error deep in a list of the other graph has its path', async () => {
    const { errors } = await query(
      '{ users(first: 4) { nodes { enrollments(first: 2) { nodes { syllabus { title } } } } } }',
      { token: routers.sandbox.tokens.limited },
    );
    expect(errors.length).toBeGreaterThan(0);
    for (const { path } of errors) {
      const list = ['nodes', expect.any(Number)];
      expect(path).toEqual(['users', ...list, 'enrollments', ...list, 'syllabus', 'title']);
    }
  });

  test('when the REST API fails, the users graph still answers', async () => {
    routers.sandbox.addFault({ kind: 'status', status: 503, operation: 'SearchEnrollments' });
    const { data, errors } = await query('{ me { name enrollments(first: 1) { nodes { id } } } }');
    expect(data.me).toEqual({ name: 'Jamal Almeida', enrollments: { nodes: null } });
    expect(errors).toMatchObject([
      { path: ['me', 'enrollments', 'nodes'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
    ]);
  });

  test('the authorization header reaches both graphs', async () => {
    const { sandbox } = routers;
    const { usersRequests } = await query('{ me { enrollments(first: 1) { totalCount } } }', {
      token: sandbox.tokens.limited,
    });
    expect(usersRequests.map(({ authorization }) => authorization)).toEqual([`Bearer ${sandbox.tokens.limited}`]);
    expect(sandbox.calls().map(({ operation, caller }) => [operation, caller])).toEqual([
      ['SearchEnrollments', 'limited'],
    ]);
  });

  test('without a token, both graphs answer UNAUTHENTICATED', async () => {
    const { data, errors, calls } = await query(`{ me { name } section(id: "${sectionId}") { title } }`, {
      token: null,
    });
    // Without data of any subgraph, the response of Hive Gateway has no data.
    expect(data).toEqual(router === 'hive' ? undefined : { me: null, section: null });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    expect(calls).toEqual({});
  });

  test('two concurrent callers get different results', async () => {
    const { sandbox } = routers;
    sandbox.behave({ latencyMs: 50 });
    const text = `{ section(id: "${sectionId}") { title } }`;
    const [full, limited] = await Promise.all([query(text), query(text, { token: sandbox.tokens.limited })]);
    expect(full.data).toEqual({ section: { title: 'Workplace Safety Orientation' } });
    expect(limited.data).toEqual({ section: null });
  });

  test('the organization header selects the organization in which enrollments are looked up', async () => {
    const { calls, usersRequests } = await query('{ badges { enrollment { status } } }', {
      headers: { 'x-organization-id': wellKnown.otherOrganizationId },
    });
    expect(usersRequests[0]?.['x-organization-id']).toBe(wellKnown.otherOrganizationId);
    expect(Object.keys(calls)).not.toEqual([]);
    const parameters = routers.sandbox.calls().map((call) => JSON.stringify(call.parameters));
    expect(parameters.every((text) => !text.includes(organizationId))).toBe(true);
    expect(parameters.some((text) => text.includes(wellKnown.otherOrganizationId))).toBe(true);
  });

  test('all logs have the same request id', async () => {
    const id = `golden-${router}`;
    const { usersRequests } = await query('{ me { enrollments(first: 1) { totalCount } } }', {
      headers: { 'x-request-id': id },
    });
    expect(usersRequests.map((headers) => headers['x-request-id'])).toEqual([id]);
    await vi.waitFor(() => expect(routers.learning.log).toContainEqual(expect.objectContaining({ requestId: id })));
  });
});

test('a client that disconnects from Hive Gateway cancels its calls', async () => {
  const { sandbox, learning } = routers;
  sandbox.behave({ latencyMs: 3000 });
  const abort = new AbortController();
  const answer = routers.query('hive', `{ section(id: "${sectionId}") { title } }`, {
    headers: { 'x-request-id': 'leaving' },
    signal: abort.signal,
  });
  answer.catch(() => undefined);
  await vi.waitFor(() => expect(sandbox.calls()).toHaveLength(1), { interval: 20 });
  abort.abort();
  await expect(answer).rejects.toThrow();
  await vi.waitFor(
    () =>
      expect(learning.log).toContainEqual(expect.objectContaining({ requestId: 'leaving', outcome: 'CALLER_LEFT' })),
    { timeout: 2000 },
  );
});

test('the sandbox never broke the contract', () => {
  expect(routers.sandbox.violations()).toEqual([]);
});
