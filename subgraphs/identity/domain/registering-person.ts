import { badUserInput } from '@reelhouse/errors';
import type { RegisterCustomerInput } from '../generated/resolvers.ts';
import type { RegisteringPerson } from '../store/registration.ts';

/** What nobody's name or address holds, and PostgreSQL would not keep in part. */
const unprintable = /[\p{Cc}\p{Cs}]/u;

/**
 * Checks what somebody who registers says of themselves. The email is checked as a login name.
 *
 * @throws `BAD_USER_INPUT` that names the field: a text that is too short or too long, or holds control characters.
 */
export function parsePerson(input: RegisterCustomerInput): Omit<RegisteringPerson, 'email'> {
  const { firstName, lastName, storeId, address } = input;
  return {
    firstName: text('input.firstName', firstName, 1, 100),
    lastName: text('input.lastName', lastName, 1, 100),
    storeId,
    address: text('input.address.address', address.address, 1, 255),
    address2: optional('input.address.address2', address.address2, 255),
    district: text('input.address.district', address.district ?? '', 0, 100),
    cityId: address.cityId,
    postalCode: optional('input.address.postalCode', address.postalCode, 20),
    phone: text('input.address.phone', address.phone, 1, 40),
  };
}

function optional(argument: string, value: string | null | undefined, longest: number): string | null {
  return text(argument, value ?? '', 0, longest) || null;
}

function text(argument: string, value: string, shortest: number, longest: number): string {
  const trimmed = value.trim();
  if (trimmed.length < shortest || trimmed.length > longest) {
    throw badUserInput(argument, `must have ${shortest} to ${longest} characters`);
  }
  if (unprintable.test(trimmed)) throw badUserInput(argument, 'must not hold control characters');
  return trimmed;
}
