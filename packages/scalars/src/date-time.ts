import { GraphQLError, GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';

/** An RFC 3339 time of the years 1 to 9999: PostgreSQL has no year 0, and RFC 3339 no year after 9999 in UTC. */
export const dateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => GraphQLDateTimeISO.serialize(value),
  parseValue(value) {
    const time = GraphQLDateTimeISO.parseValue(value);
    const year = time.getUTCFullYear();
    if (year < 1 || year > 9999) throw new GraphQLError('not a year of the calendar');
    return time;
  },
});
