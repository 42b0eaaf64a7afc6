import { describe, expect, test } from 'vitest';
import { documentationProse, schemaProse, sourceProse } from './support/prose.ts';

/** A construction that a reader may have to read twice. */
interface Construction {
  name: string;
  pattern: RegExp;
  /** Why it is hard to read, and what to write instead. */
  reason: string;
  refused: string;
  accepted: string;
}

const constructions: readonly Construction[] = [
  {
    name: '"is no" before a noun',
    pattern: /(?<!\bthere )\b(?:is|are|was|were) no (?!longer\b|more\b|less\b)\w/i,
    reason: 'A literal translation. Write "is not a".',
    refused: 'The token is no JWT.',
    accepted: 'The token is not a JWT. There is no token. It is no longer valid.',
  },
  {
    name: '"from when on" and "until when"',
    pattern: /\b(?:from (?:when|which) on|until when)\b/i,
    reason: 'Not English. Name the moment: "When enrollment opens."',
    refused: 'From when on learners can enroll.',
    accepted: 'When enrollment opens.',
  },
  {
    name: '"behind" for "after"',
    pattern: /\bbehind (?:this|it|that|these|them|each|which|one|the (?!proxy|router|load|gateway|sandbox|page))/i,
    reason: '"Behind" is about places. Write "after".',
    refused: 'Whether the list goes on behind this page.',
    accepted: 'The items after this page, from a gateway behind a proxy.',
  },
  {
    name: 'a sentence that starts with "What", "Whether" or "Which of" and is not a question',
    pattern: /(?:^|[.!?:;] )(?:What|Whether|Which of) (?!to\b|it (?:does|means)\b)[^?]*?(?:[.;:]|$)/,
    reason: 'A clause in place of a noun. Start with the noun: "The permissions of a token."',
    refused: 'What is given must all hold.',
    accepted: 'All conditions must match. What to do? See what is wrong.',
  },
  {
    name: 'a preposition before "what is"',
    pattern: /\b(?:of|by|with|from|behind|as) what (?:is|was|are|were|has|came|comes|it|they|the|a|that)\b/i,
    reason: 'A clause in place of a noun. Name the thing.',
    refused: 'The part of what is known.',
    accepted: 'The known part.',
  },
  {
    name: '"of its own" after a noun',
    pattern: /\bof (?:its|their|your) own\b(?! [a-z])|\bof (?:its|their|your) own that\b/i,
    reason: 'Write the adjective before the noun: "custom", "separate" or "own".',
    refused: 'A field of its own that an organization keeps.',
    accepted: 'A custom field of the organization. The error of its own keys.',
  },
  {
    name: '"foresaw"',
    pattern: /\b(?:foresaw|foreseen)\b/i,
    reason: 'Write "unexpected".',
    refused: 'Something nobody foresaw.',
    accepted: 'Unexpected error.',
  },
  {
    name: '"such a one" and "be it"',
    pattern: /\bsuch a one\b|\bbe it\b/i,
    reason: 'Outdated. Name the thing, or write "such as".',
    refused: 'Any client, be it a router.',
    accepted: 'Any client, such as a router.',
  },
  {
    name: '"whatever", "whoever" and "nobody"',
    pattern: /\b(?:whatever|whoever|whomever|nobody)\b/i,
    reason: 'Too general to check. Name the cases: "any", "each", "even if", "no caller".',
    refused: 'Whatever is refused is refused here.',
    accepted: 'All rejections happen here.',
  },
  {
    name: '"by turns" and "in turn of"',
    pattern: /\bby turns\b|\bin turn of\b/i,
    reason: 'Write "alternately" or "in the order of".',
    refused: 'Both run by turns.',
    accepted: 'Both run alternately.',
  },
  {
    name: '"as far as"',
    pattern: /\bas far as (?!possible)/i,
    reason: 'Write "if", "known" or "estimated from".',
    refused: 'The codes, as far as they are known.',
    accepted: 'The known codes.',
  },
  {
    name: '"gone through" and "gone on with"',
    pattern: /\bgone (?:through|on)\b/i,
    reason: 'Write "processed", "checked" or "continued".',
    refused: 'The class was gone through, learner by learner.',
    accepted: 'The bulk enrollment ran.',
  },
  {
    name: '"stands" for "is"',
    pattern: /\bst(?:ands?|ood) (?:in|at|under|beside|here|there|where|behind|before|on|for itself|as)\b/i,
    reason: 'Write "is" or "is listed".',
    refused: 'Where this page stands in the list.',
    accepted: 'Information about this page of results.',
  },
  {
    name: '"what became of"',
    pattern: /\b(?:became|becomes?) of\b/i,
    reason: 'Write "outcome" or "result".',
    refused: 'What became of one learner.',
    accepted: 'The outcome for one learner.',
  },
  {
    name: '"tells of" and "does not tell"',
    pattern: /\b(?:tells?|told) of\b|\b(?:does|do|did) not tell\b/i,
    reason: 'Programs return, report and contain. Write "does not send a total".',
    refused: 'Null where the REST API does not tell.',
    accepted: 'Null if the REST API does not send it.',
  },
  {
    name: 'a guess at why something was not found',
    pattern: /\b(?:may|might) (?:have been|be) deleted\b|\bno longer exists?\b|\busually because\b|\bmay not exist\b/i,
    reason: 'The REST API does not send the reason. Write what was looked for and where, and what to check.',
    refused: 'Enrollment 1 was not found. It may have been deleted.',
    accepted: 'Enrollment 1 was not found in this organization. Check the id.',
  },
  {
    name: '"not any more"',
    pattern: /\bnot any ?more\b/i,
    reason: 'Write "no longer".',
    refused: 'It does not exist, or not any more.',
    accepted: 'The token is no longer valid.',
  },
  {
    name: '"held to" and "held equal"',
    pattern: /\bheld (?:to|equal)\b/i,
    reason: 'Write "A test compares".',
    refused: 'The table is held to the code.',
    accepted: 'A test compares the table with the code.',
  },
  {
    name: '"that is none"',
    pattern: /\bthat (?:is|are) none\b/i,
    reason: 'A literal translation. Write "not a" or "invalid".',
    refused: 'A date that is none.',
    accepted: 'An invalid date.',
  },
  {
    name: '"anew", "all the same" and "as a rule"',
    pattern: /\banew\b|\ball the same\b|\bas a rule\b/i,
    reason: 'Outdated. Write "again", "still" or "usually".',
    refused: 'Read it anew; it took effect all the same.',
    accepted: 'Read it again; it still took effect.',
  },
  {
    name: '"good" for "valid"',
    pattern:
      /\b(?:is|are|was) (?:not |no longer |still )?good\b(?! (?:at|enough|practice))|\bgood (?:yet|any ?more)\b/i,
    reason: 'Write "valid" or "up to date".',
    refused: 'It is not good yet.',
    accepted: 'The token is not valid yet.',
  },
  {
    name: '"give it" for "pass it"',
    pattern: /\bgive (?:it|one|at least)\b/i,
    reason: 'Arguments and settings are passed or set.',
    refused: 'Give one of userIds or organizationIds.',
    accepted: 'Set userIds or organizationIds.',
  },
  {
    name: '"is over" for "has ended"',
    pattern: /\b(?:is|are|was|were) over\b(?! \d)/i,
    reason: 'Write "has ended" or "has passed".',
    refused: 'A request is over.',
    accepted: 'A request has ended. The limit is over 100.',
  },
  {
    name: 'three times "that" in one clause',
    pattern: /\bthat\b[^.;:()]*\bthat\b[^.;:()]*\bthat\b/i,
    reason: 'A chain of clauses. Write two sentences.',
    refused: 'The object that holds the row that a list that was read has.',
    accepted: 'The object that holds the row. A list returned that row.',
  },
];

const texts = {
  'descriptions of the schema': schemaProse(),
  'messages and comments of the source': sourceProse(),
  documentation: documentationProse(),
};

test.each(Object.entries(texts))('the texts of the %s are found', (_, prose) => {
  expect(prose.length).toBeGreaterThan(500);
});

describe.each(constructions)('$name', ({ pattern, reason, refused, accepted }) => {
  test('is recognized, and its replacement is not', () => {
    expect(refused).toMatch(pattern);
    expect(accepted).not.toMatch(pattern);
  });

  test.each(Object.entries(texts))('is not in the %s', (_, prose) => {
    const found = prose.filter(({ text }) => pattern.test(text)).map(({ place, text }) => `${place}: ${text}`);
    expect(found, reason).toEqual([]);
  });
});
