import { createHash, randomUUID } from 'node:crypto';
import { parseId, type OnPoint, type Transaction } from '@reelhouse/database';
import type { Entities } from '@reelhouse/entity-client';
import { userError, type UserError } from '@reelhouse/errors';
import { recordEvent } from '@reelhouse/events';
import { runIdempotent } from '@reelhouse/idempotency';
import type { RegisterCustomerInput } from '../generated/resolvers.ts';
import { registrationRequested } from '../registration-events.ts';
import { writeCredential } from '../store/credential.ts';
import { insertLoginName } from '../store/login-name.ts';
import { insertRegistration, type RegisteringPerson } from '../store/registration.ts';
import { askedTooOften } from './address-throttle.ts';
import { recordAudit } from './audit.ts';
import type { CommandServices } from './command.ts';
import { cityFacts, storeFacts } from './foreign-facts.ts';
import { normalizeLoginName } from './login-name.ts';
import { passwordRefusals } from './password-rules.ts';
import { HashingBusy } from './passwords.ts';
import { parsePerson } from './registering-person.ts';
import { tooManyAttempts } from './throttle.ts';

/** Where a test may let a rival act: `hashed` is when all is known and nothing is locked, `reserved` when the name is. */
export type RegistrationPoint = 'hashed' | 'reserved';

/** What a registration works with. */
export interface RegistrationServices extends Omit<CommandServices, 'onPoint'> {
  readonly entities: Entities;
  readonly onPoint?: OnPoint<RegistrationPoint>;
}

/** The registration that a call began, by its id; null if it was refused. */
export interface RegistrationResult {
  readonly registrationId: string | null;
  readonly userErrors: readonly UserError[];
}

/**
 * Begins the registration of a customer: the name and the password are reserved, and the customer subgraph is told, in one
 * transaction. It ends when that has answered: `endRegistration`.
 *
 * @throws `BAD_USER_INPUT` for what cannot be a name or an address, `SUBGRAPH_UNAVAILABLE` if it cannot be asked whether
 *   there is such a store or city, and what `runIdempotent` throws. Nothing was done then.
 */
export async function registerCustomer(
  services: RegistrationServices,
  input: RegisterCustomerInput,
): Promise<RegistrationResult> {
  const { sql, clock, passwords, onPoint } = services;
  const person = parsePerson(input);
  const often = await askedTooOften(services, 'registration');
  if (often) return refused([often]);
  const loginName = normalizeLoginName('customer', input.email);
  if ('problem' in loginName) return refused([userError('LOGIN_NAME_UNUSABLE', 'input.email', loginName.problem)]);
  const { name, normalized } = loginName;
  const refusals = [
    ...passwordRefusals(input.password, [name, normalized], 'input.password'),
    ...(await placeRefusals(services, input)),
  ];
  if (refusals.length > 0) return refused(refusals);

  let passwordHash: string;
  try {
    passwordHash = await passwords.hash(input.password);
  } catch (error) {
    if (error instanceof HashingBusy) return refused([tooManyAttempts()]);
    throw error;
  }
  await onPoint?.('hashed');
  const call = {
    command: 'registerCustomer',
    caller: callerOf(normalized),
    key: input.idempotencyKey,
    // Without the password: the hash of an input is quick, and so a password would be quick to guess.
    input: { ...input, password: null },
    clock,
  };
  return runIdempotent(sql, call, (tx) =>
    begin(tx, services, { person: { ...person, email: name }, normalized, passwordHash }),
  );
}

/** A stranger is known by the name that they want; the key keeps no name. */
function callerOf(normalized: string): string {
  return `registering:${createHash('sha256').update(normalized).digest('hex')}`;
}

async function placeRefusals({ entities }: RegistrationServices, input: RegisterCustomerInput): Promise<UserError[]> {
  const storeId = parseId(input.storeId, 'input.storeId');
  const cityId = parseId(input.address.cityId, 'input.address.cityId');
  const [[store], [city]] = await Promise.all([
    entities.load(storeFacts, storeId === undefined ? [] : [storeId]),
    entities.load(cityFacts, cityId === undefined ? [] : [cityId]),
  ]);
  return [
    ...(store ? [] : [userError('STORE_NOT_FOUND', 'input.storeId', 'There is no such store.')]),
    ...(city ? [] : [userError('NOT_FOUND', 'input.address.cityId', 'There is no such city.')]),
  ];
}

async function begin(
  tx: Transaction,
  { clock, clientAddress, traceparent, onPoint }: RegistrationServices,
  registering: { person: RegisteringPerson; normalized: string; passwordHash: string },
): Promise<RegistrationResult> {
  const { person, normalized, passwordHash } = registering;
  const at = clock.now();
  const id = randomUUID();
  const number = await insertRegistration(tx, { id, person, at });
  const account = { kind: 'customer', id: -number } as const;
  const row = { name: person.email, normalized, active: false, manager: false, storeId: null };
  if (!(await insertLoginName(tx, account, row, at))) {
    return refused([
      userError('LOGIN_NAME_TAKEN', 'input.email', 'Somebody signs in with this email address already.'),
    ]);
  }
  await onPoint?.('reserved');
  await writeCredential(tx, account, { passwordHash, at });
  await recordEvent(tx, registrationRequested, {
    aggregateId: number,
    occurredAt: at,
    payload: { registrationId: number },
    ...(traceparent !== undefined && { traceparent }),
  });
  const detail = { registration: number };
  await recordAudit(tx, { kind: 'registration_requested', principal: null, at, clientAddress, detail });
  return { registrationId: id, userErrors: [] };
}

function refused(userErrors: readonly UserError[]): RegistrationResult {
  return { registrationId: null, userErrors };
}
