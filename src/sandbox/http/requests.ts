import type { IncomingMessage } from 'node:http';
import type { ContractOperation } from './contract.ts';

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Parses a JSON text; a text that is not valid JSON is returned as it is, for the validation to report. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The query parameters, with numbers where the contract declares them. */
export function queryParameters(url: URL, operation: ContractOperation): Record<string, unknown> {
  return Object.fromEntries(
    [...url.searchParams].map(([name, value]) => [
      name,
      operation.numbers.has(name) && /^-?\d+$/.test(value) ? Number(value) : value,
    ]),
  );
}

/** A body without its nulls: a null parameter counts as absent. */
export function withoutNulls(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => [name, withoutNulls(inner)]),
  );
}

export function withoutPassword({ password: _, ...parameters }: Record<string, unknown>): Record<string, unknown> {
  return parameters;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
