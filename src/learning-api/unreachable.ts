import { errors } from 'undici';

/** Why the REST API gave no answer. A closed set, since it is a label of a metric. */
export const unreachableCauses = [
  /** The name of its host could not be resolved. */
  'dns',
  /** Nothing listens on its port. */
  'refused',
  /** The network has no route to its address. */
  'noRoute',
  /** The TLS handshake failed, for example because of its certificate. */
  'tls',
  /** No connection was established in time. */
  'connectTimeout',
  /** A connection was established, but no complete answer came in time. */
  'timeout',
  /** The connection was lost. */
  'lost',
  /** The bytes on the connection are not HTTP. */
  'protocol',
  /** HTTP 502, 503 or 504. */
  'status',
  'other',
] as const;
export type UnreachableCause = (typeof unreachableCauses)[number];

/** Why a call got no answer. Holds no URL, no host and no message. */
export interface Unreachable {
  cause: UnreachableCause;
  /** The code of the error, such as `ECONNREFUSED`, or of the status, such as `HTTP_503`. */
  code: string;
}

const causesByCode: Readonly<Record<string, UnreachableCause>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'noRoute',
  ENETUNREACH: 'noRoute',
  ENETDOWN: 'noRoute',
  EADDRNOTAVAIL: 'noRoute',
  ETIMEDOUT: 'connectTimeout',
  UND_ERR_CONNECT_TIMEOUT: 'connectTimeout',
  ECONNRESET: 'lost',
  ECONNABORTED: 'lost',
  EPIPE: 'lost',
  UND_ERR_SOCKET: 'lost',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'lost',
};

/** The codes of OpenSSL and of Node for handshakes and certificates. */
const tlsCode = /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|HOSTNAME_MISMATCH$|EPROTO$)|SELF_SIGNED|_CERT/;

/** Why a connection failed, by the code of its error. */
export function unreachableBy(error: unknown): Unreachable {
  const code = codeOf(error);
  // undici does not always give the code of its parser.
  if (error instanceof errors.HTTPParserError) return { cause: 'protocol', code: code ?? 'HPE_UNKNOWN' };
  if (code === null) return { cause: 'other', code: 'UNKNOWN' };
  return { cause: causesByCode[code] ?? (tlsCode.test(code) ? 'tls' : 'other'), code };
}

/** The error's own code. A code is a constant of a library, and anything else is not shown. */
function codeOf(error: unknown): string | null {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : null;
}

/** The parts of a failure that say whether the REST API answered. */
interface AnswerFacts {
  unreachable?: Unreachable;
  httpStatus?: number;
}

/** Why a call got no answer of the REST API. Undefined if it got one, or was not sent. */
export function unreachableFor({ unreachable, httpStatus }: AnswerFacts): Unreachable | undefined {
  if (unreachable) return unreachable;
  return httpStatus !== undefined && httpStatus >= 502 && httpStatus <= 504
    ? { cause: 'status', code: `HTTP_${httpStatus}` }
    : undefined;
}
