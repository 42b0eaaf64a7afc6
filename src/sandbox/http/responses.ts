import type { ServerResponse } from 'node:http';

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Sends an error as the real API does: in an envelope, with an error code. */
export function sendError(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { api_error_entity: { error_code: 1, error_message: message, warning_messages: [] } });
}
