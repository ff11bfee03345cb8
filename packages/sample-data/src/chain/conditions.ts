import { Random } from '../random.ts';
import { WeightedChoice } from '../weights.ts';
import type { Chain } from './chain.ts';
import { rentalsOf } from './rentals.ts';

/** How a copy is at the end of the history. */
export interface Condition {
  readonly status: string;
  /** When it last changed hands, in milliseconds since 1970; the beginning of the history if it never did. */
  readonly since: number;
}

const notRented = ['on_shelf', 'in_transit', 'damaged', 'lost', 'retired'] as const;
const shares = [0.982, 0.004, 0.005, 0.003, 0.006];

/** The condition of every copy, in the order of their ids: `rented` if, and only if, its last rental is open. */
export function* conditionsOf(chain: Chain): Generator<Condition, undefined> {
  const { seed, size, history } = chain;
  const since = new Float64Array(size.copies).fill(history.start);
  const isOut = new Uint8Array(size.copies);
  for (const { copyId, rentedAt, returnedAt } of rentalsOf(chain)) {
    since[copyId - 1] = returnedAt ?? rentedAt;
    isOut[copyId - 1] = returnedAt === null ? 1 : 0;
  }

  const random = new Random(seed, 'conditions');
  const choice = new WeightedChoice(shares);
  for (const [index, moment] of since.entries()) {
    const status = isOut[index] === 1 ? 'rented' : (notRented[choice.pick(random)] ?? 'on_shelf');
    yield { status, since: moment };
  }
}
