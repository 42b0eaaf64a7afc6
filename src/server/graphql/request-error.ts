import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../graph/errors/error-codes.ts';

/** The HTTP status and headers of a response that is an error as a whole. Not part of the response's body. */
interface HttpExtension {
  status: number;
  headers?: Readonly<Record<string, string>>;
}

/** An error of the request as a whole: nothing is executed. Without a status, the media type decides it. */
export function requestError(
  code: ErrorCode,
  message: string,
  { http, ...extensions }: { http?: HttpExtension } & Record<string, unknown> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions, ...(http && { http }) } });
}

/** The HTTP status and headers that an error demands. */
export function httpOf({ extensions }: GraphQLError): HttpExtension | undefined {
  return extensions.http as HttpExtension | undefined;
}
