import { type ExecutionResult, GraphQLError } from 'graphql';

/** Maximum size of a response of the gateway as JSON, in bytes. */
export const maxResponseBytes = 10_000_000;

/** Minimum size of a value in a response, with its name, in bytes. */
export const bytesPerValue = 8;

/** The response to a query exceeds the maximum size. */
export class ResponseTooLargeError extends Error {
  constructor(maxBytes = maxResponseBytes) {
    super(
      `The response is larger than ${maxBytes} bytes. Request smaller pages (\`first\`), fewer fields or fewer nested lists.`,
    );
    this.name = 'ResponseTooLargeError';
  }
}

/** The result of an execution whose response is too large. */
export function resultTooLarge(error: ResponseTooLargeError): ExecutionResult {
  return { errors: [new GraphQLError(error.message, { originalError: error })] };
}
