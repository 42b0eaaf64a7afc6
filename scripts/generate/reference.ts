import { buildASTSchema, parse } from 'graphql';
import { entityDiagram } from './reference/diagram.ts';
import { referencePage } from './reference/page.ts';
import { schemaText } from './schema.ts';

/** The reference page. From the SDL, which has the order in which people read it and no federation types. */
export async function referenceText(): Promise<string> {
  const schema = buildASTSchema(parse(schemaText()), { assumeValidSDL: true });
  return referencePage(schema, await entityDiagram(schema));
}
