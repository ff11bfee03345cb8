-- The password hashes of customers and staff, who are known here by id only.

create type principal_kind as enum ('customer', 'staff');
create type password_algorithm as enum ('argon2id', 'bcrypt', 'sha1');

create table credential (
  principal_kind principal_kind not null,
  principal_id integer not null,
  -- bcrypt and sha1 only come with imported books: they are good for one sign-in, which replaces them.
  algorithm password_algorithm not null,
  password_hash text not null check (length(password_hash) between 1 and 500),
  updated_at timestamptz not null default now(),
  primary key (principal_kind, principal_id)
);
