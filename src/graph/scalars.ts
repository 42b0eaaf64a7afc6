import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { DateTimeResolver, JSONResolver } from 'graphql-scalars';
import { isNormalizedDate } from '../learning-api/contract/dates.ts';
import { builder } from './builder.ts';
import { UnreadableValueError } from './errors/errors.ts';

const dateTime = DateTimeResolver.toConfig();

builder.addScalarType(
  'DateTime',
  new GraphQLScalarType({
    ...dateTime,
    name: 'DateTime',
    specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
    description:
      'A date and time in UTC, such as `2025-09-13T09:48:23.257Z`, with three or more fractional digits: as many as the REST API has. Arguments accept any time zone but must include one, and keep all their fractional digits.',
    serialize: (value) => {
      if (typeof value === 'string' && isNormalizedDate(value)) return value;
      throw new UnreadableValueError('a date');
    },
    parseValue: (value) => readDate(value),
    parseLiteral: (node) => readDate(node.kind === Kind.STRING ? node.value : null, node),
  }),
);

builder.addScalarType(
  'JSON',
  new GraphQLScalarType({
    ...JSONResolver.toConfig(),
    name: 'JSON',
    description: 'Any JSON value, as returned by the REST API.',
  }),
);

/**
 * Converts an argument to UTC. Unlike a Date, the text keeps digits after the milliseconds.
 *
 * @param node where the document has the value, for the location of the error
 */
function readDate(value: unknown, node: ValueNode | null = null): string {
  try {
    const instant: string = dateTime.parseValue(value).toISOString();
    const fraction = /\.(\d+)/.exec(String(value))?.[1] ?? '';
    return fraction.length > 3 ? instant.replace(/\.\d+/, `.${fraction}`) : instant;
  } catch {
    throw new GraphQLError(
      'A DateTime must be a valid date and time with a time zone, such as "2020-01-01T00:00:00Z".',
      {
        nodes: node,
      },
    );
  }
}

/** True if one DateTime argument is later than another. */
export function isLater(one: string, other: string): boolean {
  // Without trailing zeros, a longer fraction sorts after its own beginning.
  return one.replace(/0*Z$/, '') > other.replace(/0*Z$/, '');
}
