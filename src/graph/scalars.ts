import { GraphQLScalarType } from 'graphql';
import { DateTimeResolver, JSONResolver } from 'graphql-scalars';
import { isNormalDate } from '../learning-api/dates.ts';
import { builder } from './builder.ts';
import { UnreadableValueError } from './errors.ts';

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
