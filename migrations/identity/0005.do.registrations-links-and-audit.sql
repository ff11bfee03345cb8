-- Registrations under way, links by which passwords are set anew, and the record of what happened to accounts.

create type registration_status as enum ('pending', 'completed', 'failed');
create type registration_failure as enum ('store_not_found', 'city_not_found', 'not_accepted');

-- While a registration is under way, it holds its login name and its credential in place of the customer, who has no id
-- yet: by the negative of its number. Nobody signs in by them, because they are not active and negative ids are nobody's.
create table registration (
  -- What the client knows it by; nobody guesses it.
  registration_id uuid primary key,
  -- What the subgraphs know it by.
  number integer generated always as identity unique,
  status registration_status not null default 'pending',
  -- What the customer subgraph has to know. Forgotten when the registration ends.
  person jsonb check (jsonb_typeof(person) = 'object' and length(person::text) <= 10000),
  customer_id integer check (customer_id > 0),
  failure registration_failure,
  requested_at timestamptz not null,
  -- When the customer subgraph was last told of it.
  told_at timestamptz not null,
  ended_at timestamptz,
  check ((status = 'pending') = (person is not null)),
  check ((status = 'pending') = (ended_at is null)),
  check ((status = 'completed') = (customer_id is not null)),
  check ((status = 'failed') = (failure is not null))
);

create index registration_pending on registration (told_at) where status = 'pending';

-- Links by which a password is set without the old one: the newest of an account is the only one that is good.
create table password_link (
  principal_kind principal_kind not null,
  principal_id integer not null,
  -- SHA-256 of the token in the link, which itself is nowhere.
  token_hash bytea not null unique check (length(token_hash) = 32),
  expires_at timestamptz not null,
  primary key (principal_kind, principal_id)
);

create index password_link_by_expiry on password_link (expires_at);

-- Login names that were read of a snapshot and are not in use yet.
create table next_login_name (
  principal_kind principal_kind not null,
  principal_id integer not null,
  name text not null,
  -- Null for a name that cannot be one to sign in with.
  normalized text,
  active boolean not null,
  manager boolean not null,
  store_id integer,
  primary key (principal_kind, principal_id)
);

create type audit_kind as enum (
  'signed_in', 'sign_in_failed', 'session_ended',
  'password_changed', 'password_upgraded', 'password_reset_requested', 'password_reset', 'password_link_given',
  'role_changed', 'deactivated', 'reactivated', 'login_name_refused',
  'registration_requested', 'registration_completed', 'registration_failed'
);

create table audit_entry (
  audit_id bigint generated always as identity primary key,
  -- Of several that are counted: the minute in which they were.
  at timestamptz not null,
  kind audit_kind not null,
  -- Whose account it is; null if nobody's, as with an unknown name.
  principal_kind principal_kind,
  principal_id integer,
  -- Who did it, if somebody else.
  actor_kind principal_kind,
  actor_id integer,
  -- Where from, as far as that is known.
  client_address text check (length(client_address) between 1 and 100),
  session_id uuid,
  -- How often it happened in that minute.
  count integer not null default 1 check (count > 0),
  -- Such as the reason; never a secret, a name or an address.
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  check ((principal_kind is null) = (principal_id is null)),
  check ((actor_kind is null) = (actor_id is null))
);

comment on table audit_entry is 'append-only: what happened to accounts is not to be rewritten';

create index audit_entry_of_principal on audit_entry (principal_kind, principal_id, audit_id);
create index audit_entry_by_time on audit_entry (at);
create index audit_entry_of_sign_in on audit_entry (principal_kind, principal_id, at) where kind = 'signed_in';

-- Failures to sign in of the present minute, before they become one entry for each account and address.
create table sign_in_failure (
  minute timestamptz not null,
  principal_kind principal_kind,
  principal_id integer,
  client_address text check (length(client_address) between 1 and 100),
  count integer not null check (count > 0),
  unique nulls not distinct (minute, principal_kind, principal_id, client_address)
);
