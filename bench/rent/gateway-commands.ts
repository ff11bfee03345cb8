import { Pool } from 'undici';
import type { DeskWork } from './desk-work.ts';
import type { DeskCommands } from './rent-and-return.ts';

const checkOut = `mutation CheckOut($input: CheckOutInput!) {
  checkOut(input: $input) { rentals { id dueAt price { amount currency } } userErrors { code message } }
}`;
const checkIn = `mutation CheckIn($input: CheckInInput!) {
  checkIn(input: $input) { rentals { id returnDate } userErrors { code message } }
}`;

interface Answer {
  readonly data?: Readonly<
    Record<string, { readonly rentals: readonly unknown[] | null; readonly userErrors: readonly unknown[] } | null>
  >;
}

/**
 * The commands as clients of the desk send them, over HTTP.
 *
 * @param tokens of the staff, by id.
 */
export function gatewayCommands(
  url: string,
  connections: number,
  tokens: ReadonlyMap<number, string>,
): DeskCommands & { close(): Promise<void> } {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections });
  const headers = { 'content-type': 'application/json', accept: 'application/json' };

  async function send(field: string, query: string, { staffId }: DeskWork, input: object): Promise<void> {
    const body = JSON.stringify({ query, variables: { input } });
    const signed = { ...headers, authorization: `Bearer ${tokens.get(staffId) ?? ''}` };
    const answer = await pool.request({ method: 'POST', path: pathname, headers: signed, body });
    const text = await answer.body.text();
    const payload = (JSON.parse(text) as Answer).data?.[field];
    if (!payload?.rentals || payload.userErrors.length > 0) throw new Error(`${field} was refused: ${text}`);
  }
  const call = ({ copyId }: DeskWork, idempotencyKey: string) => ({ idempotencyKey, copyIds: [String(copyId)] });
  return {
    checkOut: (work, key) =>
      send('checkOut', checkOut, work, { ...call(work, key), customerId: String(work.customerId) }),
    checkIn: (work, key) => send('checkIn', checkIn, work, call(work, key)),
    close: () => pool.destroy(),
  };
}
