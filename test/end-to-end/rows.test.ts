import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { present, wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';

const { organizationId, userId, sectionId } = wellKnown;
const config = { CACHE: 'off', DEFAULT_ORGANIZATION_ID: organizationId };
let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

interface RowsRequest {
  variables?: Record<string, unknown>;
  accept?: string;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  of?: Harness;
}

async function ask(
  query: string,
  { variables = {}, accept, method = 'POST', headers = {}, of = harness }: RowsRequest = {},
) {
  of.sandbox.clearCalls();
  const own = {
    accept: accept ?? 'application/x-ndjson',
    authorization: `Bearer ${of.sandbox.tokens.full}`,
    ...(method === 'POST' && { 'content-type': 'application/json' }),
    ...headers,
  };
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const response =
    method === 'POST'
      ? await fetch(of.url, { method, headers: own, body: JSON.stringify({ query, variables }) })
      : await fetch(`${of.url}?${search}`, { headers: own });
  const body = await response.text();
  const calls = of.sandbox.calls().map(({ operation }) => operation);
  return { status: response.status, headers: response.headers, body, lines: body.split('\n').slice(0, -1), calls };
}

async function rowsOf(query: string, options: RowsRequest = {}) {
  const answer = await ask(query, options);
  const lines = answer.lines.map((line) => JSON.parse(line));
  return { ...answer, rows: lines.slice(0, -1), end: lines.at(-1)?.end };
}

const idsOf = (rows: { row: { id: string } }[]) => rows.map(({ row }) => row.id);
const list = (args = '') =>
  `query ($after: String) { user(id: "${userId}") { enrollments(after: $after ${args}) { nodes { id phase } } } }`;

describe('the rows of a list', () => {
  test('come one on a line for any size of the pages, and the last line says that these are all', async () => {
    const whole = await harness.query(`{ user(id: "${userId}") { enrollments(first: 1000) { nodes { id phase } } } }`);
    const expected = whole.data.user.enrollments.nodes.map((row: object) => ({ row }));
    for (const [args, calls] of [
      ['', 1],
      ['first: 1000', 1],
      ['first: 25', 3],
      ['first: 7', 9],
    ] as const) {
      const answer = await rowsOf(list(args));
      expect(answer).toMatchObject({ status: 200, rows: expected, end: { isComplete: true, rows: 60 } });
      expect(answer.calls).toHaveLength(calls);
      expect(answer.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('begin after a cursor', async () => {
    const { data } = await harness.query(list('first: 50').replace('nodes', 'pageInfo { endCursor } nodes'));
    const { rows, end } = await rowsOf(list(), { variables: { after: data.user.enrollments.pageInfo.endCursor } });
    const { rows: all } = await rowsOf(list());
    expect(rows).toEqual(all.slice(50));
    expect(end).toEqual({ isComplete: true, rows: 10 });
  });

  test('are the same by GET, by edges, with fragments, aliases and other fields of the list', async () => {
    const { rows } = await rowsOf(list());
    expect((await rowsOf(list(), { method: 'GET' })).rows).toEqual(rows);
    const query = `query ($yes: Boolean = true) { ...Learner }
      fragment Learner on Query { learner: user(id: "${userId}") { ... @include(if: $yes) { all: enrollments(first: 20) { totalCount ...Page } } } }
      fragment Page on EnrollmentConnection { edges { node { id phase } cursor } pageInfo { hasNextPage } }`;
    const byEdges = await rowsOf(query);
    expect(byEdges.rows.map(({ row }) => ({ row: row.node }))).toEqual(rows);
    expect(byEdges.end).toEqual({ isComplete: true, rows: 60 });
  });

  test('are none for an empty list', async () => {
    const query = list().replace(userId, '99999999-9999-4999-8999-999999999999');
    expect(await rowsOf(query)).toMatchObject({ status: 200, rows: [], end: { isComplete: true, rows: 0 } });
  });

  test('with conditions of the gateway are walked over pages that are empty', async () => {
    const query = `{ section(id: "${sectionId}") { enrollments(first: 2, expiresWithin: 3650) { nodes { id } } } }`;
    for (const row of harness.sandbox.world.enrollments)
      row.expiration_date = new Date(present + 86_400_000).toISOString();
    const unfinished = harness.sandbox.world.enrollments.filter(
      ({ syllabus_id, phase }) => syllabus_id === sectionId && phase !== 2,
    );
    const { rows, end } = await rowsOf(query);
    expect(idsOf(rows).sort()).toEqual(unfinished.map(({ enrollment_id }) => enrollment_id).sort());
    expect(end).toEqual({ isComplete: true, rows: unfinished.length });
  });

  test('that cannot be read are null with their error, and the others are there', async () => {
    harness.sandbox.addFault({ kind: 'errorCode', code: 5, item: 1, operation: 'GetSectionEnrollments' });
    const { rows, end } = await rowsOf(
      `{ section(id: "${sectionId}") { enrollments(first: 4) { nodes { id certificate { url } } } } }`,
    );
    expect(rows).toHaveLength(10);
    const failed = rows.filter(({ row }) => row === null);
    expect(failed.length).toBeGreaterThan(0);
    for (const { errors } of failed)
      expect(errors).toMatchObject([{ path: [], extensions: { code: 'UPSTREAM_ERROR' } }]);
    expect(end).toEqual({ isComplete: true, rows: 10 });
    harness.sandbox.reset();
    harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetCertificateUrl' });
    const nested = await rowsOf(
      `{ section(id: "${sectionId}") { enrollments(first: 4) { nodes { id certificate { url } } } } }`,
    );
    for (const { row, errors } of nested.rows) {
      expect(row).toMatchObject({ id: expect.any(String), certificate: { url: null } });
      expect(errors).toMatchObject([{ path: ['certificate', 'url'], extensions: { code: 'FORBIDDEN' } }]);
    }
  });
});

describe('CSV', () => {
  const csv = (query: string, options: RowsRequest = {}) => ask(query, { accept: 'text/csv', ...options });
  const lineOf = (body: string) => body.split('\r\n').slice(0, -1);

  test('has a header, a column for each value by its path, and a last line that says that these are all', async () => {
    const answer = await csv(
      `query Report { section(id: "${sectionId}") { enrollments(first: 3) { nodes { id done: phase user { id } section { title } customFieldValues { key } } } } }`,
    );
    const lines = lineOf(answer.body);
    expect(lines[0]).toBe('id,done,user.id,section.title,customFieldValues,_errors');
    expect(lines).toHaveLength(12);
    const [row] = harness.sandbox.world.enrollments.filter(({ enrollment_id }) => lines[1]?.startsWith(enrollment_id));
    expect(lines[1]).toContain(`,${row?.user_id},Workplace Safety Orientation,`);
    expect(lines[1]).toMatch(/,"\[.*\]",$/);
    expect(lines.at(-1)).toBe('# complete: 10 rows');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="Report.csv"');
  });

  test('has the columns of all types of an interface, but none for skipped fields', async () => {
    const { body } = await csv(`query ($no: Boolean = false) { user(id: "${userId}") { enrollments { nodes {
      __typename id @skip(if: true) ... on SectionEnrollment { title number } ... on TrainingPlanEnrollment { title name } uniqueName @include(if: $no)
    } } } }`);
    const [header, ...rows] = lineOf(body);
    expect(header).toBe('__typename,title,number,name,_errors');
    expect(rows).toHaveLength(61);
    for (const row of rows.slice(0, -1))
      expect(row).toMatch(/^(SectionEnrollment,.*,,|TrainingPlanEnrollment,.*,,.*,)$/);
  });

  test('quotes what must be quoted, and texts that a spreadsheet would compute begin with an apostrophe', async () => {
    const titles = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', 'a "b", c\nd', '=HYPERLINK("http://x","y")', 'ü', ' =1'];
    const rows = harness.sandbox.world.enrollments.filter(({ syllabus_id }) => syllabus_id === sectionId);
    rows.forEach((row, index) => {
      row.title = titles[index] ?? 'plain';
      row.weighted_score = -5.5;
    });
    const { body } = await csv(`{ section(id: "${sectionId}") { enrollments { nodes { title weightedScore } } } }`);
    for (const title of titles) {
      const isFormula = /^[=+\-@\t]/.test(title);
      const cell = `${isFormula ? "'" : ''}${title}`;
      const quoted = /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
      expect(body).toContain(`\r\n${quoted},-5.5,\r\n`);
    }
  });

  test('has the errors of a row in its last column', async () => {
    harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetCertificateUrl' });
    const { body } = await csv(`{ section(id: "${sectionId}") { enrollments { nodes { id certificate { url } } } } }`);
    const [header, first] = lineOf(body);
    expect(header).toBe('id,certificate.url,_errors');
    expect(first).toMatch(/^[\w-]{36},,"?FORBIDDEN certificate\.url: GetCertificateUrl: /);
  });

  test('says where it ended if it is not complete', async () => {
    harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'SearchEnrollments', parameters: { page: 3 } });
    const { body, status } = await csv(list('first: 20'));
    const lines = lineOf(body);
    expect(status).toBe(200);
    expect(lines).toHaveLength(42);
    expect(lines.at(-1)).toMatch(
      /# incomplete: 40 rows\. FORBIDDEN: SearchEnrollments: .* Continue with after: [\w-]+/,
    );
  });
});

describe('a walk that does not reach the end says so:', () => {
  test('if a page fails, and the rows after the cursor are the rest', async () => {
    harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'SearchEnrollments', parameters: { page: 3 } });
    const { rows, end } = await rowsOf(list('first: 20'));
    expect(end).toMatchObject({
      isComplete: false,
      rows: 40,
      code: 'FORBIDDEN',
      message: expect.stringContaining('SearchEnrollments'),
    });
    harness.sandbox.reset();
    const rest = await rowsOf(list('first: 20'), { variables: { after: end.after } });
    expect(new Set([...idsOf(rows), ...idsOf(rest.rows)]).size).toBe(60);
    expect(rest.end).toEqual({ isComplete: true, rows: 20 });
    expect(harness.log.filter(({ event }) => event === 'request').at(-2)).toMatchObject({
      outcome: 'FORBIDDEN',
      calls: 3,
    });
  });

  test('if the calls of all pages together are as many as the limit of a request', async () => {
    const limited = await harnessForThisTest({ config: { ...config, COST_LIMIT: '40' } });
    const query = `query ($after: String) { user(id: "${userId}") { enrollments(first: 10, after: $after) { nodes { id certificate { url } } } } }`;
    const ids: string[] = [];
    let walks = 0;
    for (let after: string | null = null; walks < 10; ) {
      const { rows, end, calls } = await rowsOf(query, { variables: { after }, of: limited });
      walks += 1;
      expect(calls.length).toBeLessThanOrEqual(40);
      for (const row of rows) expect(row).not.toHaveProperty('errors');
      ids.push(...idsOf(rows));
      if (end.isComplete) break;
      expect(end).toMatchObject({ code: 'CALL_LIMIT_REACHED', rows: rows.length });
      after = end.after;
    }
    expect(walks).toBe(2);
    expect(new Set(ids).size).toBe(60);
    expect(ids).toHaveLength(60);
  });
});

describe('a request is refused', () => {
  const section = `section(id: "${sectionId}")`;
  test.each([
    [
      'a mutation',
      'mutation { dropEnrollment(input: { id: "0a000000-0000-4000-8000-000000000009" }) { __typename } }',
      400,
      'Only a query can be answered with rows.',
    ],
    ['a query without a list', `{ ${section} { title } }`, 400, 'The query has no list.'],
    [
      'a query with two lists',
      `{ ${section} { enrollments { nodes { id } } assignments { nodes { id } } } }`,
      400,
      'The query has 2 lists: section.enrollments, section.assignments.',
    ],
    [
      'a list in a row',
      `{ ${section} { enrollments { nodes { id assignmentStatuses { nodes { id } } } } } }`,
      400,
      'The query has 2 lists: section.enrollments, section.enrollments.nodes.assignmentStatuses.',
    ],
    [
      'the lists of several objects',
      `{ sections(ids: ["${sectionId}"]) { enrollments { nodes { id } } } }`,
      400,
      'sections.enrollments is inside another list.',
    ],
    [
      'a list without its items',
      `{ ${section} { enrollments { totalCount } } }`,
      400,
      'Select either `nodes` or `edges`',
    ],
    [
      'both nodes and edges',
      `{ ${section} { enrollments { nodes { id } edges { cursor } } } }`,
      400,
      'Select either `nodes` or `edges`',
    ],
    [
      'a walk from the end',
      `{ ${section} { enrollments(last: 5) { nodes { id } } } }`,
      400,
      'Rows are read from the first to the last.',
    ],
    [
      'an invalid size',
      `{ ${section} { enrollments(first: 0) { nodes { id } } } }`,
      400,
      'first must be between 1 and 1000.',
    ],
    ['a document that is not valid', '{ nothing }', 400, 'Cannot query field "nothing"'],
    [
      'a page that is too expensive',
      `{ ${section} { enrollments { nodes { assignedBy: id customFieldValues { field { default { value } } } } } } }`,
      400,
      'The query could cause',
    ],
    [
      'an object that does not exist',
      `{ section(id: "${userId}") { enrollments { nodes { id } } } }`,
      404,
      'There is no list at section.enrollments',
    ],
  ])('with JSON: %s', async (_, query, status, message) => {
    for (const accept of ['application/x-ndjson', 'text/csv']) {
      const answer = await ask(query, { accept });
      expect(answer).toMatchObject({ status });
      expect(answer.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
      expect(JSON.parse(answer.body)).not.toHaveProperty('data');
      expect(JSON.parse(answer.body).errors[0].message).toContain(message);
      expect(answer.body).not.toContain('_rows');
      if (query.startsWith('mutation')) expect(answer.calls).toEqual([]);
    }
  });

  test.each([
    [403, 403, 'FORBIDDEN'],
    [401, 401, 'UNAUTHENTICATED'],
    [500, 502, 'UPSTREAM_ERROR'],
  ])('if the first page cannot be read: %i becomes %i', async (upstream, status, code) => {
    harness.sandbox.addFault({ kind: 'status', status: upstream, operation: 'SearchEnrollments' });
    const answer = await ask(list());
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body).errors[0].extensions.code).toBe(code);
  });
});

test.each([
  ['text/csv', 'text/csv'],
  ['text/csv, application/json;q=0.5', 'text/csv'],
  ['application/json;q=0.5, application/x-ndjson;q=0.9, text/csv;q=0.8', 'application/x-ndjson'],
  ['TEXT/CSV;q=0.1', 'text/csv'],
  ['application/json, text/csv', 'application/json'],
  ['text/csv;q=0.5, application/json', 'application/json'],
  ['text/csv;q=0, application/json', 'application/json'],
  ['*/*', 'application/json'],
  ['application/*', 'application/json'],
  ['text/csv;q=0', null],
])('Accept: %s', async (accept, type) => {
  const { status, headers } = await ask(list(), { accept });
  if (type === null) return expect(status).toBe(406);
  expect(status).toBe(200);
  expect(headers.get('content-type')?.split(';')[0]).toBe(type);
});

describe('a caller', () => {
  const open = (query: string, onResponse: (response: IncomingMessage) => void) => {
    const sent = request(harness.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/x-ndjson',
        authorization: `Bearer ${harness.sandbox.tokens.full}`,
      },
    });
    sent.on('response', onResponse).on('error', () => {});
    sent.end(JSON.stringify({ query }));
    return sent;
  };

  test('who leaves ends the walk', async () => {
    const release = harness.sandbox.hold('SearchEnrollments');
    const before = harness.log.length;
    const sent = open(list('first: 1'), () => {});
    await eventually(() => expect(harness.sandbox.calls().length).toBe(1));
    sent.destroy();
    await eventually(() => expect(harness.log.slice(before).some(({ event }) => event === 'request')).toBe(true));
    release();
    expect(harness.sandbox.calls()).toHaveLength(1);
  });

  test('who does not read does not make the gateway read on', async () => {
    const wide = Array.from({ length: 1000 }, (_, index) => index);
    harness.sandbox.override('SearchEnrollments', ({ page }) => ({
      body: {
        enrollments: wide.map((index) => ({
          enrollment_id: `${String(page).padStart(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`,
          user_id: userId,
          syllabus_id: sectionId,
          phase: 1,
          result: 0,
          enrollment_date: '2025-01-01T00:00:00Z',
        })),
        page,
        page_size: 1000,
        total_count: 400_000,
      },
    }));
    const response = await new Promise<IncomingMessage>((resolve) => open(list(), resolve));
    let calls = -1;
    await eventually(() => {
      const now = harness.sandbox.calls().length;
      const isSame = now === calls;
      calls = now;
      expect(isSame).toBe(true);
    });
    expect(calls).toBeLessThan(200);
    response.destroy();
    await text(response).catch(() => '');
  });
});

test('x-debug: plan returns the price of a page instead of its rows', async () => {
  const { body } = await ask(list(), { headers: { 'x-debug': 'plan' } });
  expect(JSON.parse(body).extensions.plan).toMatchObject({ cost: 1 });
});
