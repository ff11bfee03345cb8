import { systemClock } from '@reelhouse/clock';
import type { Sql } from '@reelhouse/database';
import type { Entities, Facts } from '@reelhouse/entity-client';
import { asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { checkIn } from '../../subgraphs/rental/domain/check-in.ts';
import { checkOut } from '../../subgraphs/rental/domain/check-out.ts';
import type { CommandServices, RentalsResult } from '../../subgraphs/rental/domain/command.ts';
import type { CustomerFacts, FilmFacts, StaffFacts } from '../../subgraphs/rental/domain/foreign-facts.ts';
import type { DeskWork } from './desk-work.ts';
import type { DeskCommands } from './rent-and-return.ts';

/** The commands of the rental domain, called as its resolvers call them, while the facts of other domains are at hand. */
export function domainCommands(sql: Sql, work: readonly DeskWork[]): DeskCommands {
  const services = { sql, clock: systemClock, entities: factsAtHand(work) };
  const staff = new Map(work.map(({ staffId, storeId }) => [staffId, asStaff(staffId, storeId)]));
  const servicesFor = ({ staffId }: DeskWork): CommandServices => ({ ...services, identity: staff.get(staffId) });
  return {
    async checkOut(one, idempotencyKey) {
      const { copyId, customerId } = one;
      const input = { idempotencyKey, customerId: String(customerId), copyIds: [String(copyId)] };
      expectDone(await checkOut(servicesFor(one), input));
    },
    async checkIn(one, idempotencyKey) {
      expectDone(await checkIn(servicesFor(one), { idempotencyKey, copyIds: [String(one.copyId)] }));
    },
  };
}

function expectDone({ userErrors: [refusal] }: RentalsResult): void {
  if (refusal) throw new Error(`refused: ${refusal.message}`);
}

/** Knows every film, customer and member of the staff without asking anybody. */
function factsAtHand(work: readonly DeskWork[]): Entities {
  const staff = new Map(work.map(({ staffId, storeId }) => [staffId, { active: true, storeId }]));
  const film: FilmFacts = { title: 'ACADEMY DINOSAUR', durationDays: 3, priceMinor: 499, currency: 'USD' };
  const customer: CustomerFacts = { active: true };
  const known: Readonly<Record<string, (id: number) => FilmFacts | CustomerFacts | StaffFacts | undefined>> = {
    Film: () => film,
    Customer: () => customer,
    Staff: (id) => staff.get(id),
  };
  return {
    load: async <Fact extends object>({ type }: Facts<Fact>, ids: readonly number[]) =>
      ids.map((id) => (known[type]?.(id) ?? null) as Fact | null),
  };
}
