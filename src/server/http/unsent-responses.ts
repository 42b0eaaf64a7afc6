import type { Server, ServerResponse } from 'node:http';

/** Limits on responses that callers do not read. */
export interface SendLimits {
  /** A response of which the caller takes nothing for this long is cut, in milliseconds. Found after at most twice as long. */
  timeoutMs: number;
  /** Maximum size of the responses that wait to be sent, of all connections, in bytes. */
  maxUnsentBytes: number;
}

/** A response that was cut, for the log. */
export interface CutResponse {
  requestId: string;
  reason: 'SEND_TIMEOUT' | 'UNSENT_BYTES';
  unsentBytes: number;
}

/** How often the unsent bytes are counted. */
export const countEveryMs = 250;

/**
 * Cuts the connections of callers who do not read their responses: those that make no progress, and, while too many bytes
 * wait, those that have waited longest. The response that began to wait last is never cut to make room: a large response
 * must reach a caller who reads it.
 */
export function limitUnsentResponses(
  server: Server,
  { timeoutMs, maxUnsentBytes }: SendLimits,
  onCut: (cut: CutResponse) => void,
): void {
  const open = new Set<ServerResponse>();
  /** Those with unsent bytes, the longest waiting first. */
  const waiting = new Set<ServerResponse>();

  const forget = (response: ServerResponse) => {
    open.delete(response);
    waiting.delete(response);
  };
  const cut = (response: ServerResponse, reason: CutResponse['reason']) => {
    forget(response);
    onCut({ requestId: String(response.getHeader('x-request-id')), reason, unsentBytes: response.writableLength });
    response.req.socket.destroy();
  };
  const startWaiting = (response: ServerResponse) => {
    waiting.add(response);
    if (response.listenerCount('timeout') > 0) return;
    // Node restarts this timer whenever the system has taken a part of the response.
    response.setTimeout(timeoutMs, () => {
      if (response.writableLength > 0) cut(response, 'SEND_TIMEOUT');
    });
  };
  const count = () => {
    let unsentBytes = 0;
    for (const response of open) {
      // Pipelined responses after the current one are not closed with their connection.
      if (response.req.socket.destroyed) forget(response);
      else if (response.writableLength === 0) waiting.delete(response);
      else {
        unsentBytes += response.writableLength;
        startWaiting(response);
      }
    }
    for (const response of waiting) {
      if (unsentBytes <= maxUnsentBytes || waiting.size === 1) return;
      unsentBytes -= response.writableLength;
      // Pipelined responses are cut together.
      if (!response.req.socket.destroyed) cut(response, 'UNSENT_BYTES');
    }
  };

  server.on('request', (_, response) => {
    open.add(response);
    response.once('close', () => forget(response));
  });
  const counting = setInterval(count, countEveryMs).unref();
  server.once('close', () => clearInterval(counting));
}
