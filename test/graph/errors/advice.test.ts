import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { explain } from '../../../src/graph/errors/advice.ts';
import { codeOfFailure } from '../../../src/graph/errors/error-codes.ts';
import { factsOf, type OperationName, operations } from '../../../src/learning-api/contract/operations.ts';
import type { FailureKind } from '../../../src/learning-api/errors.ts';

const names = Object.keys(operations) as OperationName[];
const kinds = Object.keys(codeOfFailure) as FailureKind[];

describe.each(kinds)('advice about a call that failed as %s', (kind) => {
  test.each(names)('fits %s', (operation) => {
    const { effect, paging, bulk, organization, requires } = factsOf(operation);
    const message = explain({ kind, operation, vendorMessage: 'The vendor says so' });
    const isMany = paging !== undefined || bulk !== undefined;
    expect(message).toMatch(
      kind === 'cancelled'
        ? new RegExp(`^${operation}: The vendor says so$`)
        : new RegExp(`^${operation}: The vendor says so\\. [A-Z].*\\.$`),
    );
    const says = (text: string) => message.includes(text);
    expect({
      checkIds: says('Check the id'),
      alreadyEnrolled: says('already enrolled'),
      permission: says('Requires'),
      administrator: says('administrator'),
      organization: says('`organizationId`'),
      header: says('`x-organization-id`'),
      signIn: says('Sign in'),
      fewerItems: says('fewer items'),
    }).toEqual({
      checkIds: kind === 'conflict',
      alreadyEnrolled: kind === 'conflict' && operation === 'CreateEnrollment',
      permission: kind === 'forbidden' && requires !== undefined,
      administrator: kind === 'forbidden',
      organization: kind === 'forbidden' && organization !== undefined,
      header: kind === 'forbidden' && organization !== undefined && effect === 'read',
      signIn: kind === 'unauthenticated',
      fewerItems: isMany && (kind === 'timeout' || kind === 'tooLarge'),
    });
  });
});

test('the permissions are those of the contract', async () => {
  const url = new URL('../../../src/learning-api/contract/openapi.yaml', import.meta.url);
  const { paths } = parse(await readFile(url, 'utf8')) as {
    paths: Record<string, Record<string, { operationId: string; description?: string }>>;
  };
  const inContract = new Map(
    Object.values(paths)
      .flatMap((methods) => Object.values(methods))
      .map(({ operationId, description = '' }) => [operationId, description.split('Permissions: ')[1] ?? '']),
  );
  const namesIn = (text = '') => text.match(/(Can View|View|Update|Drop|Delete|Add)( [A-Z][a-z]+)+/g) ?? [];
  for (const name of names)
    expect([name, namesIn(factsOf(name).requires)]).toEqual([name, namesIn(inContract.get(name))]);
});

test('without a message of the vendor, the reason is ours', () => {
  expect(explain({ kind: 'conflict', operation: 'GetCatalogs' })).toBe('GetCatalogs: not found. Check the id.');
  expect(explain({ kind: 'conflict', operation: 'CreateEnrollment' })).toBe(
    'CreateEnrollment: not found, or it exists already. Check the ids, and check whether the user is already enrolled.',
  );
});
