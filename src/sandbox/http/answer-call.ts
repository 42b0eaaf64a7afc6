import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { SandboxError } from '../operations/errors.ts';
import type { OperationAnswer } from '../operations/operation.ts';
import { operations, writes } from '../operations/operations.ts';
import { anonymous } from '../operations/tokens.ts';
import type { Behavior } from './behavior.ts';
import type { ContractOperation } from './contract.ts';
import type { Fault } from './faults.ts';
import { addFaultToBody, sendFaultyResponse } from './faulty-responses.ts';
import { addImperfections } from './imperfections.ts';
import type { Instance } from './instance.ts';
import { answerPage } from './pages.ts';
import { isObject, parseJson, queryParameters, withoutNulls, withoutPassword } from './requests.ts';
import { sendError, sendJson } from './responses.ts';
import type { Call } from './sandbox.ts';

/**
 * Answers one call of the REST API: record it, wait, check the request against the contract, run the operation, check
 * the answer.
 *
 * @param text the body of the request
 */
export async function answerCall(
  instance: Instance,
  request: IncomingMessage,
  url: URL,
  text: string,
  response: ServerResponse,
): Promise<void> {
  const { contract, faults, overrides, tokens } = instance;
  const operation = contract.byPath.get(url.pathname);
  if (!operation || operation.method !== request.method) return sendError(response, 404, 'No such operation');
  const query = queryParameters(url, operation);
  const body = text === '' ? undefined : withoutNulls(parseJson(text));
  const { access_token, ...parameters } = { ...query, ...(isObject(body) ? body : {}) };
  const token = String(access_token);
  const caller = tokens.callerOf(token, instance.state);
  const call: Call = {
    operation: operation.name,
    method: operation.method,
    parameters: withoutPassword(parameters),
    caller: caller?.label ?? null,
    status: null,
  };
  instance.calls.push(call);
  response.once('finish', () => {
    call.status = response.statusCode;
  });

  const latency = latencyOf(operation, instance.behavior);
  if (latency > 0) await delay(latency);
  await instance.held.get(operation.name)?.ended;
  const override = overrides.get(operation.name)?.(parameters);
  if (override) return sendJson(response, override.status ?? 200, override.body);
  const problems = operation.requestProblems(query, body);
  if (operation.needsToken && !caller)
    return sendError(response, instance.behavior.refusedTokenStatus, 'The access token is not valid');
  if (problems.length > 0) return sendError(response, 422, problems.join('; '));
  const fault = faults.find(call);
  if (fault?.kind === 'status') {
    faults.spend(fault);
    sendFaultyResponse(response, '', fault);
    return;
  }
  instance.isChanged ||= writes.has(operation.name);
  try {
    const answer = operations[operation.name]?.({
      parameters,
      token,
      caller: caller ?? anonymous,
      state: instance.state,
      tokens,
      options: instance.behavior,
    });
    if (!answer) return sendError(response, 501, 'Not implemented in the sandbox');
    sendAnswer(instance, response, operation, answer, parameters, fault);
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    sendError(response, error.status, error.message);
  }
}

function latencyOf({ name }: ContractOperation, behavior: Behavior): number {
  return (behavior.latencyMsByOperation[name] ?? behavior.latencyMs) + Math.random() * behavior.latencyJitterMs;
}

function sendAnswer(
  { contract, faults, violations, behavior }: Instance,
  response: ServerResponse,
  operation: ContractOperation,
  answer: OperationAnswer,
  parameters: Record<string, unknown>,
  fault: Fault | undefined,
): void {
  const { body: exactBody, headers } = answerPage(answer, parameters, behavior);
  const body = addImperfections(contract, operation.answer, exactBody);
  const problems = operation.answerProblems(body);
  violations.push(...problems.map((problem) => `${operation.name}: ${problem}`));
  if (problems.length > 0) {
    sendError(response, 500, problems.join('; '));
    return;
  }
  const json = JSON.stringify(addFaultToBody(body, fault));
  if (fault) {
    const isSent = sendFaultyResponse(response, json, fault);
    if (isSent || json !== JSON.stringify(body)) faults.spend(fault);
    if (isSent) return;
  }
  response.writeHead(200, { 'content-type': 'application/json', ...headers });
  response.end(json);
}
