import { Window } from 'happy-dom';
import { Component, createElement, type ReactNode, Suspense } from 'react';
import { fetchQuery, type GraphQLTaggedNode } from 'relay-runtime';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { dropClass } from '../src/relay/drop-class-progress.ts';
import { createRelayEnvironment } from '../src/relay/environment.ts';
import { gateway, wellKnown } from './support.ts';

const { sectionId, organizationId } = wellKnown;
const harness = gateway();
const connect = () => createRelayEnvironment(harness.current.url, () => harness.current.sandbox.tokens.full);
const generated = async (name: string): Promise<GraphQLTaggedNode> =>
  (await import(`../src/relay/__generated__/${name}.graphql.ts`)).default;

let window: Window;
beforeAll(() => {
  window = new Window();
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', window.document);
  vi.stubGlobal('navigator', window.navigator);
});
afterAll(() => vi.unstubAllGlobals());

test('each deferred fragment is shown when it arrives, and a streamed list is complete', async () => {
  const release = harness.current.sandbox.hold('GetSectionDescription');
  const { page, close } = await showCourse();
  const expected = await harness.current.query(
    `{ section(id: "${sectionId}") { title enrollments(first: 4) { edges { node { id phase } } } } }`,
  );
  const { title, enrollments } = expected.data.section;
  const learners = enrollments.edges.map(({ node }: any) => `${node.id} ${node.phase}`).join(', ');
  await vi.waitFor(() => expect(page()).toEqual([title, 'loading', learners]), 60_000);
  release();
  const { data } = await harness.current.query(`{ section(id: "${sectionId}") { description } }`);
  await vi.waitFor(() => expect(page()).toEqual([title, data.section.description, learners]), 60_000);
  close();
});

test.each([
  ['a field of a deferred fragment', { kind: 'status', status: 403, operation: 'GetSectionDescription' }, 1],
  ['the list in a deferred fragment', { kind: 'status', status: 403, operation: 'GetSectionEnrollments' }, 2],
  ['the first item of a streamed list', { kind: 'errorCode', code: 5, item: 0, operation: 'GetSectionEnrollments' }, 2],
  ['a later item of a streamed list', { kind: 'errorCode', code: 5, item: 2, operation: 'GetSectionEnrollments' }, 2],
  ['several items of a streamed list', { kind: 'errorCode', code: 5, operation: 'GetSectionEnrollments' }, 2],
] as const)('%s fails: reading its fragment throws, and the others are shown', async (_, fault, failed) => {
  harness.current.sandbox.addFault(fault);
  const { page, close } = await showCourse();
  await vi.waitFor(() => expect(page()).toHaveLength(3), 60_000);
  await vi.waitFor(() => expect(page()).not.toContain('loading'), 60_000);
  expect(page().map((text) => text === 'failed')).toEqual([false, failed === 1, failed === 2]);
  close();
});

test('the outcomes of a streamed mutation come one after another', async () => {
  const { sandbox } = harness.current;
  const ids = sandbox.world.enrollments
    .filter(({ is_dropped }) => !is_dropped)
    .slice(0, 24)
    .map(({ enrollment_id }) => enrollment_id);
  const release = sandbox.hold('DropEnrollment');
  const progress: string[][] = [];
  const dropped = dropClass(connect(), { ids, organizationId }, ({ dropEnrollments }) => {
    const outcomes = dropEnrollments && 'outcomes' in dropEnrollments ? dropEnrollments.outcomes : [];
    progress.push((outcomes ?? []).map(({ enrollmentId }) => enrollmentId));
  });
  // Eight calls are in flight at once.
  await vi.waitFor(() => expect(sandbox.calls()).toHaveLength(8), 60_000);
  const releaseRest = sandbox.hold('DropEnrollment');
  release();
  await vi.waitFor(() => expect(progress.at(-1)).toEqual(ids.slice(0, 8)), 60_000);
  releaseRest();
  await dropped;
  for (const outcomes of progress) expect(outcomes).toEqual(ids.slice(0, outcomes.length));
  expect(progress.at(-1)).toEqual(ids);
});

test('a response that comes as a whole is shown, too', async () => {
  const { fetch } = globalThis;
  vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) =>
    fetch(url, { ...init, headers: { ...(init?.headers as object), accept: 'application/json' } }),
  );
  // Relay warns of it.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { page, close } = await showCourse();
  await vi.waitFor(() => expect(page()).toHaveLength(3), 60_000);
  await vi.waitFor(() => expect(page()).not.toContain('loading'), 60_000);
  expect(page()).not.toContain('failed');
  close();
});

test('a query that is no longer wanted is canceled in the gateway', async () => {
  const release = harness.current.sandbox.hold('GetSections');
  const watched = fetchQuery(connect(), await generated('courseQuery'), { sectionId }).subscribe({});
  // The gateway may send the other calls of the section at once, too, if it has met the section before.
  const isSent = () => harness.current.sandbox.calls().some(({ operation }) => operation === 'GetSections');
  await vi.waitFor(() => expect(isSent()).toBe(true), 60_000);
  watched.unsubscribe();
  await vi.waitFor(
    () =>
      expect(harness.current.log.findLast(({ event }) => event === 'request')).toMatchObject({
        outcome: 'CALLER_LEFT',
      }),
    60_000,
  );
  release();
});

/** Shows the title, the description and the roster of a section, each as one paragraph. */
async function showCourse(): Promise<{ page: () => string[]; close: () => void }> {
  const { createRoot } = await import('react-dom/client');
  const { RelayEnvironmentProvider, useFragment, useLazyLoadQuery } = await import('react-relay');
  const [query, description, roster] = await Promise.all(
    ['courseQuery', 'courseDescription', 'courseRoster'].map(generated),
  );
  const Description = ({ of }: { of: any }) => {
    const { description: text } = useFragment<any>(description as any, of) as any;
    return createElement('p', null, text);
  };
  const Roster = ({ of }: { of: any }) => {
    const { enrollments } = useFragment<any>(roster as any, of) as any;
    const learners = enrollments.edges.map((edge: any) => `${edge?.node.id} ${edge?.node.phase}`);
    return createElement('p', null, learners.join(', '));
  };
  const Course = () => {
    const { section } = useLazyLoadQuery<any>(query as any, { sectionId }) as any;
    return [createElement('p', { key: 't' }, section.title), part(Description, section), part(Roster, section)];
  };
  const element = window.document.createElement('div');
  const root = createRoot(element as never, { onCaughtError: () => undefined });
  const course = createElement(Suspense, { fallback: null }, createElement(Course));
  root.render(createElement(RelayEnvironmentProvider, { environment: connect() }, course));
  return {
    page: () => [...element.querySelectorAll('p')].filter(isShown).map(({ textContent }) => textContent),
    close: () => root.unmount(),
  };
}

function part(Part: (props: { of: any }) => ReactNode, of: any): ReactNode {
  const fallback = createElement('p', null, 'loading');
  return createElement(
    Boundary,
    { key: Part.name },
    createElement(Suspense, { fallback }, createElement(Part, { of })),
  );
}

/** React hides what it showed before by style while it waits for more. */
function isShown(element: { getAttribute(name: string): string | null }): boolean {
  return !element.getAttribute('style')?.includes('none');
}

class Boundary extends Component<{ children?: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? createElement('p', null, 'failed') : this.props.children;
  }
}
