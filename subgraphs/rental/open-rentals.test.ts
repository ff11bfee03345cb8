import { createTestDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';

const { sql } = await createTestDatabase();

test('a copy is never in two open rentals: the table refuses the second one', async () => {
  await sql`insert into rental.inventory_item (inventory_id, film_id, store_id) overriding system value values (1, 1, 1)`;
  const rent = (customer: number, day: string, returned: string | null) => sql`
    insert into rental.rental (rental_date, inventory_id, customer_id, staff_id, store_id, due_at, return_date, price_minor, duration_days, film_title)
    values (${day}::timestamptz, 1, ${customer}, 1, 1, ${day}::timestamptz + interval '3 days', ${returned}::timestamptz, 99, 3, 'A Film')`;
  await rent(1, '2026-03-01T10:00:00Z', '2026-03-02T10:00:00Z');
  await rent(2, '2026-03-03T10:00:00Z', null);
  await expect(rent(3, '2026-03-04T10:00:00Z', null)).rejects.toMatchObject({
    code: '23505',
    constraint_name: 'rental_one_open_per_copy',
  });
  await sql`update rental.rental set return_date = '2026-03-04T09:00:00Z' where customer_id = 2`;
  await rent(3, '2026-03-04T10:00:00Z', null);
});
