import { RESTDataSource } from '@apollo/datasource-rest';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { type Context, createContext } from './context.ts';
import { tokenIn } from './learning-api.ts';
import { resolvers, typeDefs } from './schema.ts';
import type { Assignment, Catalog, CatalogSyllabus, Category, Enrollment, LearningApi, Section } from './wire.ts';

class LearningApiSource extends RESTDataSource implements LearningApi {
  override baseURL = `${process.env.LEARNING_API_URL}/api/v1/LearningApi/`;
  readonly #token: string;

  constructor(token: string) {
    super();
    this.#token = token;
  }

  override willSendRequest(_path: string, { params }: { params: URLSearchParams }): void {
    params.set('access_token', this.#token);
  }

  async searchEnrollments(userIds: readonly string[], perPage: number) {
    const options = { params: { per_page: String(perPage) }, body: { user_ids: [...userIds] } };
    return (await this.post<{ enrollments: Enrollment[] }>('SearchEnrollments', options)).enrollments;
  }

  async getSections(ids: readonly string[]) {
    return (await this.post<{ sections: Section[] }>('GetSections', { body: { sections: [...ids] } })).sections;
  }

  getAssignments(sectionId: string) {
    return this.get<Assignment[]>('GetAssignments', { params: { section_id: sectionId } });
  }

  async getCatalogs(groupId: string) {
    return (await this.post<{ catalogs: Catalog[] }>('GetCatalogs', { body: { group_id: groupId } })).catalogs;
  }

  getCategories(catalogId: string) {
    return this.get<Category[]>('GetCategories', { params: { catalog_id: catalogId } });
  }

  getCategorySyllabi(categoryId: string) {
    return this.get<CatalogSyllabus[]>('GetCategorySyllabi', { params: { category_id: categoryId } });
  }
}

await startStandaloneServer(new ApolloServer<Context>({ typeDefs, resolvers }), {
  listen: { port: Number(process.env.PORT), host: '127.0.0.1' },
  context: async ({ req }) => createContext(new LearningApiSource(tokenIn(req.headers.authorization))),
});
