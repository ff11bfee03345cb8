import { userError, type UserError } from '@reelhouse/errors';
import type { CopyState } from '../store/copy.ts';
import type { NewRental } from '../store/rental.ts';
import { whereabouts } from './copy-status.ts';
import type { CustomerFacts, FilmFacts, StaffFacts } from './foreign-facts.ts';
import { staffRefusals } from './staff-refusals.ts';

/** What is known when it is decided whether copies may be rented. */
export interface CheckOutFacts {
  /** The copies in the order of the input; undefined where there is none. */
  readonly copies: readonly (CopyState | undefined)[];
  /** By the film's key. */
  readonly films: ReadonlyMap<number, FilmFacts | null>;
  readonly customer: CustomerFacts | null;
  readonly staff: StaffFacts | null;
}

/** Every reason why the copies may not be rented; empty if they may. */
export function checkOutRefusals({ copies, films, customer, staff }: CheckOutFacts): UserError[] {
  return [
    ...customerRefusals(customer),
    ...staffRefusals(staff),
    ...copies.flatMap((copy, index) => copyRefusals(copy, `input.copyIds.${index}`, films, staff)),
  ];
}

function customerRefusals(customer: CustomerFacts | null): UserError[] {
  if (!customer) return [userError('CUSTOMER_NOT_FOUND', 'input.customerId', 'There is no such customer.')];
  if (customer.active) return [];
  return [userError('CUSTOMER_INACTIVE', 'input.customerId', 'This customer may not rent any more.')];
}

function copyRefusals(
  copy: CopyState | undefined,
  path: string,
  films: CheckOutFacts['films'],
  staff: StaffFacts | null,
): UserError[] {
  if (!copy) return [userError('COPY_NOT_FOUND', path, 'There is no such copy.')];
  const refusals = handOutRefusals(copy, staff, path);
  if (films.get(copy.filmId)) return refusals;
  return [...refusals, userError('FILM_NOT_FOUND', path, `The film on copy ${copy.id} is not there any more.`)];
}

/** Every reason of the copy itself why a member of the staff may not hand it out; empty if they may. */
export function handOutRefusals(
  { id, status, storeId }: CopyState,
  staff: StaffFacts | null,
  path = 'input.copyIds',
): UserError[] {
  const refusals: UserError[] = [];
  if (status !== 'on_shelf') refusals.push(userError('COPY_NOT_ON_SHELF', path, `Copy ${id} ${whereabouts[status]}.`));
  if (staff && staff.storeId !== storeId) {
    refusals.push(userError('OTHER_STORE', path, `Copy ${id} belongs to store ${storeId}, which has to hand it out.`));
  }
  return refusals;
}

const day = 24 * 60 * 60 * 1000;

/** The rental of a copy that begins now, with what it depends on copied onto it. */
export function newRental(
  copy: CopyState,
  film: FilmFacts,
  people: { readonly customerId: number; readonly staffId: number },
  now: Date,
): NewRental {
  return {
    ...people,
    copyId: copy.id,
    storeId: copy.storeId,
    rentalDate: now,
    dueAt: new Date(now.getTime() + film.durationDays * day),
    priceMinor: film.priceMinor,
    currency: film.currency,
    durationDays: film.durationDays,
    filmTitle: film.title,
  };
}
