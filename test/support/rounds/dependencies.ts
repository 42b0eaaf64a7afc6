import { listIn, withList } from './answers.ts';
import { idsOf, isEmpty, nameOf } from './calls.ts';
import type { AnswerChange, Request, RoundsHarness } from './harness.ts';
import { idsIn, replaceIds } from './ids.ts';
import type { Needs } from './minimum.ts';
import type { Call, RecordedCall } from './recorder.ts';
import { isListOfItems, isNeededAnyway, rules } from './rules.ts';

/**
 * Finds what each call needs by experiment: it changes one answer, sends the query again, and sees which calls change.
 * Unlike a comparison of values, this is not misled by an answer that contains an id by chance.
 */
export async function needsByExperiment(
  harness: RoundsHarness,
  request: Request,
  calls: readonly RecordedCall[],
  isWarm: boolean,
): Promise<Needs[]> {
  const needs = new Map(calls.map((call) => [call, new Set<RecordedCall>()]));
  const add = (earlier: RecordedCall, isAffected: (call: RecordedCall) => boolean) => {
    for (const [call, ofCall] of needs) if (call.round > earlier.round && isAffected(call)) ofCall.add(earlier);
  };
  const run = (change: AnswerChange) => harness.run(request, { isWarm, change });
  const last = Math.max(...calls.map(({ round }) => round));

  for (const earlier of calls.filter(({ round }) => round < last).toSorted((a, b) => a.round - b.round)) {
    add(earlier, (call) => rules.some(({ holds }) => holds(call, earlier, isWarm)));
    for (const ids of idGroups(earlier, request)) {
      const { change, toReal, isAlias } = renaming(earlier, ids);
      const changed = await run(change);
      const moved = new Set(
        changed.calls
          .filter((call) => [...idsOf(call)].some(isAlias))
          .map(({ operation, parameters }) =>
            nameOf({ operation, parameters: JSON.parse(toReal(JSON.stringify(parameters))) }),
          ),
      );
      add(earlier, (call) => moved.has(nameOf(call)));
    }
    for (const answer of otherAnswers(earlier, needs.get(earlier) ?? new Set(), request, isWarm)) {
      const left = new Set((await run({ answer })).calls.map(nameOf));
      add(earlier, (call) => !left.has(nameOf(call)) && !isNeededAnyway(call, earlier));
    }
  }
  return [...needs].map(([call, ofCall]) => ({ call, needs: [...ofCall].map((one) => [one]) }));
}

/** The ids that an answer brings. Those that the query names stand alone: without them, nothing may be found at all. */
function idGroups(earlier: RecordedCall, { parameters }: Request): string[][] {
  const given = idsOf(earlier);
  const named = idsIn(JSON.stringify(parameters));
  const brought = [...idsIn(earlier.answer)].filter((id) => !given.has(id));
  const groups = [brought.filter((id) => !named.has(id)), ...brought.filter((id) => named.has(id)).map((id) => [id])];
  return groups.filter(({ length }) => length > 0);
}

/** Has an answer bring other ids for the same things, which the REST API then knows as well. */
function renaming(earlier: Call, ids: readonly string[]) {
  const aliasOf = new Map(ids.map((id, index) => [id, `a11a5000-0000-4000-8000-${String(index).padStart(12, '0')}`]));
  const idOf = new Map([...aliasOf].map(([id, alias]) => [alias, id]));
  const name = nameOf(earlier);
  const toReal = (text: string) => replaceIds(text, idOf);
  const answer = (body: string, call: Call) => {
    if (nameOf(call) === name) return replaceIds(body, aliasOf);
    const asked = new Map(
      [...idsOf(call)].flatMap((alias) => (idOf.has(alias) ? [[idOf.get(alias) ?? '', alias]] : [])),
    );
    return replaceIds(body, asked);
  };
  return { change: { request: toReal, answer }, toReal, isAlias: (id: string) => idOf.has(id) };
}

type ChangeAnswer = (body: string, call: Call) => string;

/** Other answers that the REST API might have given, so that other calls would have been right. */
function otherAnswers(
  earlier: RecordedCall,
  sources: ReadonlySet<RecordedCall>,
  request: Request,
  isWarm: boolean,
): ChangeAnswer[] {
  const name = nameOf(earlier);
  const instead =
    (change: (body: string) => string): ChangeAnswer =>
    (body, call) =>
      nameOf(call) === name ? change(body) : body;
  if (isEmpty(earlier)) return [];
  if (isListOfItems(earlier)) return [instead((body) => withList(body, []))];
  if (earlier.operation === 'GetSections' && !isWarm) return otherKinds(earlier, sources, request);
  if (earlier.operation === 'GetSectionEnrollments' && earlier.parameters.enrollment_id !== undefined) {
    const plan = `GetTrainingPlanEnrollments ${name.slice(name.indexOf(' ') + 1)}`;
    return [(body, call) => (nameOf(call) === name ? '[]' : nameOf(call) === plan ? earlier.answer : body)];
  }
  return [];
}

/** GetSections says which syllabi are sections. Of those whose kind nothing else shows, it might say the opposite. */
function otherKinds(
  earlier: RecordedCall,
  sources: ReadonlySet<RecordedCall>,
  { parameters }: Request,
): ChangeAnswer[] {
  const named = idsIn(JSON.stringify(parameters));
  const showsKind = [...sources].filter(({ operation }) => operation !== 'SearchEnrollments');
  const isOpen = (id: string) => !named.has(id) && !showsKind.some(({ answer }) => idsIn(answer).has(id));
  const open = [...idsOf(earlier)].filter(isOpen);
  if (open.length === 0) return [];
  const sections = (listIn(earlier.answer) ?? []) as { syllabus_id: string }[];
  const isOpenSection = ({ syllabus_id }: { syllabus_id: string }) => open.includes(syllabus_id);
  const missing = open.filter((id) => !sections.some(({ syllabus_id }) => syllabus_id === id));
  const none = sections.filter((section) => !isOpenSection(section));
  const all = [...sections, ...missing.map((id) => ({ ...sections[0], syllabus_id: id }))];
  const lists = [...(none.length < sections.length ? [none] : []), ...(missing.length > 0 ? [all] : [])];
  return lists.map((list) => (body, call) => (nameOf(call) === nameOf(earlier) ? withList(body, list) : body));
}
