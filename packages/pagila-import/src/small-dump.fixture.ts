import type { PagilaTableName } from './tables/pagila-table.ts';

/** A value of a dump; `null` is NULL. */
export type Value = string | null;

/** The rows of a table, as a dump has them. */
export interface Rows {
  columns: string[];
  rows: Value[][];
}

/** A chain of a few rows in every table of Pagila. */
export type Chain = Record<PagilaTableName, Rows>;

const updated = '2006-02-15 05:02:19';
const sha1 = '8cb2237d0679ca88db6464eac60da96345513964';

/** Every call gives a new chain that the caller may change. Its rows break no rule. */
export function smallChain(): Chain {
  return {
    language: {
      columns: ['language_id', 'name', 'last_update'],
      rows: [
        ['1', 'English             ', updated],
        ['2', 'Italian             ', updated],
      ],
    },
    category: { columns: ['category_id', 'name', 'last_update'], rows: [['1', 'Action', updated]] },
    actor: {
      columns: ['actor_id', 'first_name', 'last_name', 'last_update'],
      rows: [
        ['1', 'PENELOPE', "O'NEIL", updated],
        ['2', 'ZOË', 'MÜLLER', updated],
      ],
    },
    film: {
      // prettier-ignore
      columns: ['film_id', 'title', 'description', 'release_year', 'language_id', 'original_language_id',
        'rental_duration', 'rental_rate', 'length', 'replacement_cost', 'rating', 'last_update', 'special_features',
        'fulltext'],
      // prettier-ignore
      rows: [
        ['1', 'ACADEMY DINOSAUR', 'A tab\there; a back\\slash,\n(a "new" line)', '2006', '1', '2', '6', '0.99', '86',
          '20.99', 'PG-13', updated, '{Trailers,"Behind the Scenes"}', "'academi':1 'dinosaur':2"],
        ['2', 'ACE GOLDFINGER', null, null, '1', null, '3', '4.99', null, '12.99', null, updated, null, ''],
      ],
    },
    film_actor: {
      columns: ['actor_id', 'film_id', 'last_update'],
      rows: [
        ['1', '1', updated],
        ['2', '1', updated],
        ['1', '2', updated],
      ],
    },
    film_category: {
      columns: ['film_id', 'category_id', 'last_update'],
      rows: [
        ['1', '1', updated],
        ['2', '1', updated],
      ],
    },
    country: { columns: ['country_id', 'country', 'last_update'], rows: [['1', 'Canada', updated]] },
    city: { columns: ['city_id', 'city', 'country_id', 'last_update'], rows: [['1', 'Lethbridge', '1', updated]] },
    address: {
      columns: ['address_id', 'address', 'address2', 'district', 'city_id', 'postal_code', 'phone', 'last_update'],
      rows: [
        ['1', '47 MySakila Drive', null, ' ', '1', null, '', updated],
        ['2', '28 MySQL Boulevard', '', '', '1', '90210', '14033335568', updated],
      ],
    },
    staff: {
      // prettier-ignore
      columns: ['staff_id', 'first_name', 'last_name', 'address_id', 'email', 'store_id', 'active', 'username',
        'password', 'last_update', 'picture'],
      rows: [
        ['1', 'Mike', 'Hillyer', '1', 'mike@example.com', '1', 't', 'Mike', sha1, updated, '\\x89504e470d0a'],
        ['2', 'Jon', 'Stephens', '2', null, '2', 'f', 'Jon', null, updated, null],
      ],
    },
    store: {
      columns: ['store_id', 'manager_staff_id', 'address_id', 'last_update'],
      rows: [
        ['1', '1', '1', updated],
        ['2', '2', '2', updated],
      ],
    },
    customer: {
      // prettier-ignore
      columns: ['customer_id', 'store_id', 'first_name', 'last_name', 'email', 'address_id', 'activebool', 'create_date',
        'last_update', 'active'],
      rows: [
        ['1', '1', 'MARY', 'SMITH', 'MARY.SMITH@example.com', '1', 't', '2006-02-14', updated, '1'],
        ['2', '2', 'LINDA', 'WILLIAMS', null, '2', 't', '2006-02-14', updated, '0'],
      ],
    },
    inventory: {
      columns: ['inventory_id', 'film_id', 'store_id', 'last_update'],
      rows: [
        ['1', '1', '1', updated],
        ['2', '1', '2', updated],
        ['3', '2', '1', updated],
      ],
    },
    rental: {
      columns: ['rental_id', 'rental_date', 'inventory_id', 'customer_id', 'return_date', 'staff_id', 'last_update'],
      rows: [
        ['1', '2005-05-24 22:53:30', '1', '1', '2005-05-26 22:04:30', '1', updated],
        // It overlaps with the first one, as rentals of real dumps do.
        ['2', '2005-05-25 10:00:00.5', '1', '2', '2005-05-25 11:00:00', '2', updated],
        ['3', '2006-02-14 15:16:03', '2', '2', null, '1', updated],
      ],
    },
    payment: {
      columns: ['payment_id', 'customer_id', 'staff_id', 'rental_id', 'amount', 'payment_date'],
      rows: [
        ['1', '1', '1', '1', '2.99', '2005-05-24 22:53:30'],
        ['2', '1', '2', '3', '0.00', '2006-02-14 15:16:03.25'],
        ['3', '2', '2', null, '11.98', '2005-08-01 00:00:00'],
      ],
    },
  };
}

const copyEscapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value as a field of a COPY block. */
export function copyField(value: Value): string {
  return value?.replace(/[\\\t\n\r]/g, (character) => copyEscapes[character] ?? '') ?? '\\N';
}

/** A COPY block. */
export function copyBlock(table: string, { columns, rows }: Rows): string {
  const lines = rows.map((row) => `${row.map(copyField).join('\t')}\n`);
  return `COPY ${table} (${columns.join(', ')}) FROM stdin;\n${lines.join('')}\\.\n`;
}

/** A value as a literal of an INSERT. */
export function literal(value: Value): string {
  return value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`;
}

/** The rows of a table as an INSERT for each. */
export function inserts(table: string, { columns, rows }: Rows, { named = true } = {}): string {
  const names = named ? ` (${columns.join(', ')})` : '';
  return rows.map((row) => `INSERT INTO ${table}${names} VALUES (${row.map(literal).join(', ')});\n`).join('');
}

/** A dump of a chain, table by table. */
export function dumpOf(chain: Chain, write: (table: string, rows: Rows) => string = copyBlock): string {
  return Object.entries(chain)
    .map(([table, rows]) => write(table, rows))
    .join('\n');
}
