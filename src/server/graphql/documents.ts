import { type DocumentNode, GraphQLError, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type DocumentLimits, parseWithin } from './document-limits.ts';
import type { Engine } from './engine.ts';

/** Measured: a node of a parsed document takes 316 bytes of the heap. */
export const bytesPerNode = 320;

/** How many bytes of documents are cached: their nodes and their text. */
export const maxDocumentBytes = 32 * 1024 * 1024;

type OnParsed = (bytes: number) => Promise<unknown> | null;

/** Parses and validates documents. The validity of a document depends on its text only. */
export interface Documents {
  /**
   * The valid document of a text, or the errors of the text.
   *
   * @param onParsed is awaited between parsing and validating a document that is not cached, with its size in bytes
   */
  read(text: string, onParsed: OnParsed): Promise<DocumentNode | readonly GraphQLError[]>;
  /** Caches a valid document. Called when it is executed, so that refused requests leave nothing in memory. */
  remember(text: string, document: DocumentNode): void;
}

export function createDocuments(limits: DocumentLimits, engine: Engine): Documents {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: maxDocumentBytes,
    sizeCalculation: sizeOf,
  });

  const parseAndValidate = async (
    text: string,
    onParsed: OnParsed,
  ): Promise<DocumentNode | readonly GraphQLError[]> => {
    let document: DocumentNode;
    try {
      document = parseWithin(limits, text);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return [error.extensions.code ? error : withCode('GRAPHQL_PARSE_FAILED', error)];
    }
    await onParsed(sizeOf(document, text));
    const errors = engine.validate(document);
    return errors.length === 0 ? document : errors.map((error) => withCode('GRAPHQL_VALIDATION_FAILED', error));
  };

  return {
    read: async (text, onParsed) => documents.get(text) ?? parseAndValidate(text, onParsed),
    remember: (text, document) => {
      if (!documents.has(text)) documents.set(text, document);
    },
  };
}

/** An error of graphql-js with a code, and without the HTTP status that Yoga adds. */
function withCode(code: 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED', error: GraphQLError): GraphQLError {
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code },
  });
}

function sizeOf(document: DocumentNode, text: string): number {
  let nodes = 0;
  visit(document, {
    enter: () => {
      nodes += 1;
    },
  });
  return text.length + nodes * bytesPerNode;
}
