import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { bytesPerBodyByte, maxInFlightBytes } from '../../src/server/request/request-memory.ts';
import { eventually } from '../support/eventually.ts';
import { type Harness, harnessForThisTest } from '../support/harness.ts';

const bodyBytes = 262_144;
const section = `{ section(id: "${wellKnown.sectionId}") { title } }`;

test.each([
  ['callers without a token', ''],
  ['a caller', 'authorization: Bearer f0000000-0000-4000-8000-000000000002\r\n'],
])('unfinished bodies of %s are refused before they fill the memory, and others are served', async (_, header) => {
  const harness = await harnessForThisTest({});
  expect((await harness.query(section)).status).toBe(200);
  const count = Math.ceil(maxInFlightBytes / bytesPerBodyByte / bodyBytes);
  const refused: string[] = [];
  for (let number = 0; number < count; number += 1) await sendUnfinished(harness, header, (text) => refused.push(text));
  await eventually(() => expect(refused.length).toBeGreaterThan(count / 3));
  expect(refused.every((text) => /^HTTP\/1\.1 503 [\s\S]*"code":"OVERLOADED"/.test(text))).toBe(true);
  expect(refused.length).toBeLessThan(count);
  expect((await harness.query(section)).status).toBe(200);
});

test('the memory of a request is free again when it is answered', async () => {
  const harness = await harnessForThisTest({});
  const query = `{ __typename } #${'x'.repeat(bodyBytes - 200)}`;
  for (let number = 0; number < 60; number += 1) expect((await harness.query(query)).status).toBe(200);
});

async function sendUnfinished({ url }: Harness, header: string, onAnswer: (text: string) => void): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => onAnswer(String(chunk)));
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\n${header}content-type: application/json\r\ncontent-length: ${bodyBytes}\r\n\r\n`;
  await new Promise((resolve) => socket.write(head + ' '.repeat(bodyBytes - 1), resolve));
}
