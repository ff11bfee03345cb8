import type { RentalRow } from '../store/rental.ts';

/** Whether a rental is open and past the time when it has to be back; at that very time it is not yet. */
export function isOverdue({ returnDate, dueAt }: Pick<RentalRow, 'returnDate' | 'dueAt'>, now: Date): boolean {
  return returnDate === null && dueAt < now;
}
