import type { PrincipalKind } from '@reelhouse/auth';
import { rowLoader, type Sql } from '@reelhouse/database';
import type { LoginPolicy } from '../domain/identity-policy.ts';

/** How somebody signs in. */
export interface LoginRow {
  readonly id: number;
  readonly loginName: string;
  readonly hasPassword: boolean;
  readonly lastSignInAt: Date | null;
}

/** How the people of one kind sign in, by id, as far as that is there for whoever makes the request. */
function loginsOf(sql: Sql, kind: PrincipalKind, { all, id, storeId }: LoginPolicy) {
  return rowLoader<LoginRow>(
    (ids) => sql<LoginRow[]>`
      select n.principal_id as id, n.name as "loginName", c.principal_id is not null as "hasPassword",
        (
          select a.at from audit_entry a
          where a.principal_kind = ${kind} and a.principal_id = n.principal_id and a.kind = 'signed_in'
          order by a.at desc limit 1
        ) as "lastSignInAt"
      from login_name n
      left join credential c on c.principal_kind = n.principal_kind and c.principal_id = n.principal_id
      where n.principal_kind = ${kind} and n.principal_id = any(${[...ids]}::integer[])
        and (${all}::boolean or n.principal_id = ${id} or n.store_id = ${storeId})`,
    (login) => login.id,
  );
}

/** How customers and staff sign in, for one request. */
export function loginStore(sql: Sql, policies: Readonly<Record<PrincipalKind, LoginPolicy>>) {
  return {
    customer: loginsOf(sql, 'customer', policies.customer),
    staff: loginsOf(sql, 'staff', policies.staff),
  };
}
