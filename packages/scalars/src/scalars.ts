import type { GraphQLScalarType } from 'graphql';
import { GraphQLCurrency, GraphQLLocalDate } from 'graphql-scalars';
import { dateTime } from './date-time.ts';
import { decimal } from './decimal.ts';
import { refusingScalar } from './refusing-scalar.ts';

/** The resolvers of the custom scalars in `schema/shared.graphql`, by name. */
export const scalars: Readonly<Record<'CurrencyCode' | 'Date' | 'DateTime' | 'Decimal', GraphQLScalarType>> = {
  CurrencyCode: refusingScalar('CurrencyCode', 'an ISO 4217 code such as USD', GraphQLCurrency),
  Date: refusingScalar('Date', 'a day of the calendar such as 2026-03-31', GraphQLLocalDate),
  DateTime: refusingScalar('DateTime', 'an RFC 3339 time such as 2026-03-31T18:00:00Z', dateTime),
  Decimal: refusingScalar('Decimal', 'a decimal number in quotes such as "4.99"', decimal),
};
