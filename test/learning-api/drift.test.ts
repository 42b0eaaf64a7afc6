import { expect, test } from 'vitest';
import { type Drift, driftOf } from '../../src/learning-api/contract/drift.ts';
import { isObject } from '../../src/learning-api/contract/json-object.ts';
import { type OperationName, operations } from '../../src/learning-api/contract/operations.ts';
import { loadContract } from '../../src/sandbox/http/contract.ts';
import examples from '../support/reference-examples.json' with { type: 'json' };

const names = Object.keys(operations) as OperationName[];
const exampleOf = (operation: OperationName): unknown => JSON.parse(examples[operation]);

/** Every body that differs from another in one place: another value there, no value, or a new field. */
function* variantsOf(value: unknown): Generator<unknown> {
  yield* ['text', 5, 5.5, true, [5], { other: 5 }];
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      for (const variant of variantsOf(item)) yield value.map((other, place) => (place === index ? variant : other));
  } else if (isObject(value)) {
    yield { ...value, new_field: 5 };
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'api_error_entity') continue;
      const { [name]: _, ...rest } = value;
      yield rest;
      for (const variant of variantsOf(inner)) yield { ...value, [name]: variant };
    }
  }
}

test.each(names)('%s: a changed example differs if a validator of JSON Schema says so', (operation) => {
  const validator = loadContract().operations.get(operation);
  const example = exampleOf(operation);
  expect(driftOf(operation, example)).toEqual([]);
  let count = 0;
  for (const body of variantsOf(example)) {
    const errors = (validator?.answerErrors(body) ?? []).filter(
      // A response that may be null has alternatives: the error of the other one says nothing.
      ({ keyword, params }) => keyword !== 'format' && keyword !== 'oneOf' && params.type !== 'null',
    );
    const found = driftOf(operation, body);
    expect(found.length > 0, JSON.stringify({ body, errors, found })).toBe(errors.length > 0);
    if (found.length > 0) count += 1;
  }
  expect(count).toBeGreaterThan(5);
});

const section = { syllabus_id: '0a000000-0000-4000-8000-000000000001', title: 'Safety' };
const sections = (...items: unknown[]) => ({ sections: items });

test.each<[string, OperationName, unknown, Drift[]]>([
  [
    'a field that identifies an object is missing in some of them',
    'GetSections',
    sections(section, { title: 'A' }, { title: 'B' }),
    [{ kind: 'gone', path: 'sections[].syllabus_id', expected: 'string', found: null }],
  ],
  ['an empty field is missing or null', 'GetSections', sections({ ...section, title: null, credit_hours: null }), []],
  [
    'a field that identifies an object is null',
    'GetSections',
    sections({ ...section, syllabus_id: null }),
    [{ kind: 'type', path: 'sections[].syllabus_id', expected: 'string', found: 'null' }],
  ],
  [
    'a list is null',
    'GetSections',
    { sections: null },
    [{ kind: 'type', path: 'sections', expected: 'array', found: 'null' }],
  ],
  ['null where there may be none', 'GetDefaultCustomEnrollmentFieldSetting', null, []],
  [
    'null where there is always something',
    'GetCatalog',
    null,
    [{ kind: 'type', path: '', expected: 'object', found: 'null' }],
  ],
  [
    'an item of a bare list is a text',
    'GetAssignments',
    ['secret'],
    [{ kind: 'type', path: '[]', expected: 'object', found: 'string' }],
  ],
  [
    'the only field is gone',
    'GetSectionDescription',
    { text: 'secret' },
    [{ kind: 'gone', path: 'description', expected: 'string', found: null }],
  ],
  [
    'an integer has decimals',
    'SearchEnrollments',
    { total_count: 1.5, enrollments: [] },
    [{ kind: 'type', path: 'total_count', expected: 'integer', found: 'number' }],
  ],
  [
    'a new field',
    'GetSections',
    { ...sections({ ...section, delivery_mode_2: ['secret'] }), row_version: 1 },
    [
      { kind: 'new', path: 'sections[].delivery_mode_2', expected: null, found: 'array' },
      { kind: 'new', path: 'row_version', expected: null, found: 'integer' },
    ],
  ],
  ['new fields of an object without published fields', 'GetStudentSessions', { sessions: [{ Secret: 1 }] }, []],
  ['an item that reports an error', 'GetAssignments', [{ api_error_entity: { error_code: 7 } }], []],
])('%s', (_, operation, body, expected) => {
  expect(driftOf(operation, body)).toEqual(expected);
});

test.each([
  'b0000000-0000-4000-8000-00000000000b',
  'b0000000000040008000000000000b',
  'Ann Lee',
  'ann.lee@example.com',
  'eyJhbGciOiJIUzI1NiJ9',
  'a'.repeat(41),
  '__proto__',
  '',
])('a new field whose name may be data is not named: %j', (name) => {
  const body = JSON.parse(`{ "sections": [], ${JSON.stringify(name)}: 1 }`);
  expect(driftOf('GetSections', body)).toEqual([
    { kind: 'new', path: '(not shown)', expected: null, found: 'integer' },
  ]);
});

test('a map from names to values is not listed name by name', () => {
  const users = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`user_${'abc'.repeat(index)}`, 1]));
  expect(driftOf('GetSections', { sections: [], ...users })).toHaveLength(1);
  expect(driftOf('GetCatalog', users).filter(({ kind }) => kind === 'new')).toEqual([]);
});
