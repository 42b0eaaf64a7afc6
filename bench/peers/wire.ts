/** The parts of the REST API's answers that the queries need, by type. */
export interface Enrollment {
  enrollment_id: string;
  enrollment_date: string;
  syllabus_id: string;
  phase: number;
  result: number;
}

export interface Section {
  syllabus_id: string;
  title: string;
  section_number: string;
}

export interface Assignment {
  assignment_id: string;
  title: string;
  weight: number;
  max_score: number;
}

export interface Catalog {
  catalog_id: string;
  name: string;
}

export interface Category {
  category_id: string;
  name: string;
  date_created: string;
}

export interface CatalogSyllabus {
  syllabus_id: string;
  syllabus_name: string;
}

/** The calls that a server makes for one caller. */
export interface LearningApi {
  searchEnrollments(userIds: readonly string[], perPage: number): Promise<Enrollment[]>;
  getSections(ids: readonly string[]): Promise<Section[]>;
  getAssignments(sectionId: string): Promise<Assignment[]>;
  getCatalogs(groupId: string): Promise<Catalog[]>;
  getCategories(catalogId: string): Promise<Category[]>;
  getCategorySyllabi(categoryId: string): Promise<CatalogSyllabus[]>;
}
