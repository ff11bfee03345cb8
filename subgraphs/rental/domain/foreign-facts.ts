import { defineFacts, type Entities, type Facts } from '@reelhouse/entity-client';
import { parseMinor } from '@reelhouse/money';
import { z } from 'zod';

/** What a rental copies from its film. */
export interface FilmFacts {
  readonly title: string;
  readonly durationDays: number;
  readonly priceMinor: number;
  readonly currency: string;
}

/** Whether a customer may rent. */
export interface CustomerFacts {
  readonly active: boolean;
}

/** Whether a member of the staff may serve, and where. */
export interface StaffFacts {
  readonly active: boolean;
  readonly storeId: number;
}

const id = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number);

const film = z.object({
  title: z.string().min(1).max(255),
  rentalDurationDays: z.int().positive(),
  rentalRate: z.object({ amount: z.string(), currency: z.string().regex(/^[A-Z]{3}$/) }),
});
const customer = z.object({ active: z.boolean() });
const staff = z.object({ active: z.boolean(), store: z.object({ id }) });
const store = z.object({ id });

/** Asks `film` what a rental of a film is like now. */
export const filmFacts = defineFacts<FilmFacts>({
  subgraph: 'film',
  type: 'Film',
  selection: 'title rentalDurationDays rentalRate { amount currency }',
  check(answer) {
    const { title, rentalDurationDays, rentalRate } = film.parse(answer);
    const priceMinor = parseMinor(rentalRate.amount, rentalRate.currency);
    return { title, durationDays: rentalDurationDays, priceMinor, currency: rentalRate.currency };
  },
});

/** Asks `customer` whether a customer may rent. */
export const customerFacts = defineFacts<CustomerFacts>({
  subgraph: 'customer',
  type: 'Customer',
  selection: 'active',
  check: (answer) => customer.parse(answer),
});

/** Asks `store` where a member of the staff works. */
export const staffFacts = defineFacts<StaffFacts>({
  subgraph: 'store',
  type: 'Staff',
  selection: 'active store { id }',
  check(answer) {
    const { active, store: place } = staff.parse(answer);
    return { active, storeId: place.id };
  },
});

/** Asks `store` whether there is a store. */
export const storeFacts = defineFacts({
  subgraph: 'store',
  type: 'Store',
  selection: 'id',
  check: (answer) => store.parse(answer),
});

/** The facts about one entity; null if there is none, or if no entity can have the id. */
export async function factOf<Fact extends object>(
  entities: Entities,
  facts: Facts<Fact>,
  key: number | undefined,
): Promise<Fact | null> {
  if (key === undefined) return null;
  const [fact = null] = await entities.load(facts, [key]);
  return fact;
}
