import { type FloorCall, pool, requestJson, startFloor } from './floor-server.ts';

// Code written by hand for the two queries only: as few calls as possible, and the answer as JSON.

type Wire = Record<string, unknown>;
type Call = (operation: string, token: string, search: string, body?: object) => Promise<unknown>;

const { FLOOR_CALLS = 'request', FLOOR_ORDER = 'in-turn' } = process.env;
const jsonHeaders = { 'content-type': 'application/json' };

const viaRequest = async (operation: string, call: FloorCall) => {
  const { status, json } = await requestJson(call);
  if (status !== 200) throw new Error(`${operation} answered ${status}`);
  return json;
};

const viaDispatch = (operation: string, { method, path, body }: FloorCall) =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    pool.dispatch(
      { method: method as 'GET' | 'POST', path, headers: body === null ? null : jsonHeaders, body },
      {
        onRequestStart() {},
        onResponseStart(_, statusCode) {
          status = statusCode;
        },
        onResponseData(_, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          if (status !== 200) return reject(new Error(`${operation} answered ${status}`));
          resolve(JSON.parse(chunks.length === 1 ? String(chunks[0]) : String(Buffer.concat(chunks))));
        },
        onResponseError(_, error) {
          reject(error);
        },
      },
    );
  });

const sendCall = FLOOR_CALLS === 'dispatch' ? viaDispatch : viaRequest;
const call: Call = (operation, token, search, body) =>
  sendCall(operation, {
    method: body ? 'POST' : 'GET',
    path: `/api/v1/LearningApi/${operation}?${search}access_token=${token}`,
    body: body ? JSON.stringify(body) : null,
  });

async function learnerEnrollments(token: string, { userId, first }: { userId: string; first: number }) {
  const search = `page=1&per_page=${first}&`;
  const { enrollments } = (await call('SearchEnrollments', token, search, { user_ids: [userId] })) as {
    enrollments: Wire[];
  };
  const ids = [...new Set(enrollments.map(({ syllabus_id }) => String(syllabus_id)))];
  const getSections = () => call('GetSections', token, '', { sections: ids }) as Promise<{ sections: Wire[] }>;
  const getAssignments = () =>
    Promise.all(
      ids.map((id) => call('GetAssignments', token, `section_id=${id}&page=1&per_page=1000&`) as Promise<Wire[]>),
    );
  // Sections and assignments need the section ids only, so that neither has to wait for the other.
  const [{ sections }, assignments] =
    FLOOR_ORDER === 'at-once'
      ? await Promise.all([getSections(), getAssignments()])
      : [await getSections(), await getAssignments()];

  const listed = new Map(ids.map((id, index) => [id, assignments[index] ?? []]));
  const byId = new Map(
    sections.map(({ syllabus_id, title, section_number }) => [
      syllabus_id,
      {
        id: syllabus_id,
        title,
        number: section_number,
        assignments: {
          nodes: (listed.get(String(syllabus_id)) ?? []).map((assignment) => ({
            id: assignment.assignment_id,
            title: assignment.title,
            weight: assignment.weight,
            maxScore: assignment.max_score,
          })),
        },
      },
    ]),
  );
  return {
    enrollments: {
      nodes: enrollments.map((enrollment) => ({
        id: enrollment.enrollment_id,
        phaseCode: enrollment.phase,
        resultCode: enrollment.result,
        enrolledAt: enrollment.enrollment_date,
        section: byId.get(enrollment.syllabus_id),
      })),
    },
  };
}

async function catalogTree(token: string, { groupId }: { groupId: string }) {
  const page = 'page=1&per_page=30&';
  const { catalogs } = (await call('GetCatalogs', token, page, { group_id: groupId })) as { catalogs: Wire[] };
  const syllabi = async ({ category_id, name, date_created }: Wire) => {
    const listed = (await call('GetCategorySyllabi', token, `category_id=${category_id}&${page}`)) as Wire[];
    const nodes = listed.map(({ syllabus_id, syllabus_name }) => ({ id: syllabus_id, title: syllabus_name }));
    return { id: category_id, name, createdAt: date_created, syllabi: { nodes } };
  };
  const categories = async ({ catalog_id, name }: Wire) => {
    const listed = (await call('GetCategories', token, `catalog_id=${catalog_id}&${page}`)) as Wire[];
    return { id: catalog_id, name, categories: { nodes: await Promise.all(listed.map(syllabi)) } };
  };
  return { catalogs: { nodes: await Promise.all(catalogs.map(categories)) } };
}

interface Body {
  operationName: string;
  variables: { userId: string; groupId: string; first: number };
}

startFloor<Body>(({ operationName, variables }, token) =>
  operationName === 'CatalogTree' ? catalogTree(token, variables) : learnerEnrollments(token, variables),
);
