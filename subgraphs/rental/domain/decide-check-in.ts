import { userError, type UserError } from '@reelhouse/errors';
import type { CopyState } from '../store/copy.ts';
import type { LatestRental } from '../store/rental.ts';
import type { StaffFacts } from './foreign-facts.ts';
import type { Move } from './move-copies.ts';
import { staffRefusals } from './staff-refusals.ts';

/** What is known when it is decided whether copies may be taken back. */
export interface CheckInFacts {
  /** The copies in the order of the input; undefined where there is none. */
  readonly copies: readonly (Pick<CopyState, 'id'> | undefined)[];
  /** By the copy's key: its open rental, or else one that is over. */
  readonly rentals: ReadonlyMap<number, Pick<LatestRental, 'returnDate'>>;
  readonly staff: StaffFacts | null;
}

/** Every reason why the copies may not be taken back; empty if they may. Any store takes back the copies of any other. */
export function checkInRefusals({ copies, rentals, staff }: CheckInFacts): UserError[] {
  return [
    ...staffRefusals(staff),
    ...copies.flatMap((copy, index) => {
      const path = `input.copyIds.${index}`;
      if (!copy) return [userError('COPY_NOT_FOUND', path, 'There is no such copy.')];
      const rental = rentals.get(copy.id);
      if (!rental) return [userError('COPY_NEVER_RENTED', path, `Copy ${copy.id} was never rented.`)];
      if (!rental.returnDate) return [];
      return [userError('COPY_ALREADY_RETURNED', path, `Copy ${copy.id} was returned already.`)];
    }),
  ];
}

/** Where a copy goes that was brought back: on the shelf of its own store, or on the way there from any other. */
export function afterReturn(copy: CopyState, { storeId }: StaffFacts): Move {
  return { before: copy, status: copy.storeId === storeId ? 'on_shelf' : 'in_transit' };
}
