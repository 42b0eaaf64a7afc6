import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { DateTimeResolver, JSONResolver } from 'graphql-scalars';
import { isNormalDate } from '../learning-api/contract/dates.ts';
import { builder } from './builder.ts';
import { UnreadableValueError } from './errors/errors.ts';

const dateTime = DateTimeResolver.toConfig();

builder.addScalarType(
  'DateTime',
  new GraphQLScalarType({
    ...dateTime,
    name: 'DateTime',
    description:
      'An instant in UTC, such as `2025-09-13T09:48:23.257Z`. In arguments any zone may be given; a zone must be given.',
    serialize: (value) => {
      if (typeof value === 'string' && isNormalDate(value)) return value;
      throw new UnreadableValueError('a date');
    },
    parseValue: readDate,
    parseLiteral: (node) => readDate(node.kind === Kind.STRING ? node.value : null),
  }),
);

builder.addScalarType(
  'JSON',
  new GraphQLScalarType({
    ...JSONResolver.toConfig(),
    name: 'JSON',
    description: 'Any JSON value, handed on as the REST API sent it.',
  }),
);

function readDate(value: unknown): Date {
  try {
    return dateTime.parseValue(value);
  } catch {
    throw new GraphQLError('A DateTime has a date, a time and a zone: give one such as "2020-01-01T00:00:00Z".');
  }
}
