import { GraphQLError } from 'graphql';
import type { Row } from './rest.ts';

/** An error of the graph, with its code. */
export class Failure extends GraphQLError {
  readonly code: string;
  /** The item of a list that failed, as far as it can be read. */
  readonly item: Row | undefined;

  constructor(code: string, message: string, item?: Row) {
    super(message, { extensions: { code } });
    this.code = code;
    this.item = item;
  }
}

export function failed(code: string, message: string, item?: Row): Failure {
  return new Failure(code, message, item);
}

/** The value, or null if what was looked for does not exist. */
export async function orNull<Value>(value: Promise<Value>): Promise<Value | null> {
  try {
    return await value;
  } catch (error) {
    if (error instanceof Failure && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}
