import { Pool } from 'undici';
import type { LearningApi } from './wire.ts';

const pool = new Pool(process.env.LEARNING_API_URL ?? '', { connections: 512 });
const jsonHeaders = { 'content-type': 'application/json' };

/** Calls the REST API with undici and one token. */
export function learningApi(token: string): LearningApi {
  const call = async <Answer>(operation: string, search: string, body?: object): Promise<Answer> => {
    const { statusCode, body: answer } = await pool.request({
      path: `/api/v1/LearningApi/${operation}?${search}&access_token=${token}`,
      method: body ? 'POST' : 'GET',
      headers: body ? jsonHeaders : null,
      body: body ? JSON.stringify(body) : null,
    });
    if (statusCode !== 200) throw new Error(`${operation} answered ${statusCode}`);
    return (await answer.json()) as Answer;
  };
  return {
    searchEnrollments: async (userIds, perPage) =>
      (await call<{ enrollments: [] }>('SearchEnrollments', `per_page=${perPage}`, { user_ids: userIds })).enrollments,
    getSections: async (ids) => (await call<{ sections: [] }>('GetSections', '', { sections: ids })).sections,
    getAssignments: (sectionId) => call('GetAssignments', `section_id=${sectionId}`),
    getCatalogs: async (groupId) => (await call<{ catalogs: [] }>('GetCatalogs', '', { group_id: groupId })).catalogs,
    getCategories: (catalogId) => call('GetCategories', `catalog_id=${catalogId}`),
    getCategorySyllabi: (categoryId) => call('GetCategorySyllabi', `category_id=${categoryId}`),
  };
}

/** The token of an `Authorization: Bearer …` header. */
export function tokenIn(authorization: string | null | undefined): string {
  return (authorization ?? '').slice('Bearer '.length);
}
