-- Who signs in by which name, and the sessions that they are signed in with.

create table login_name (
  principal_kind principal_kind not null,
  principal_id integer not null,
  -- As its owner wrote it: the email of a customer, the user name of a member of the staff.
  name text not null check (length(name) between 1 and 320),
  -- What names that look alike have in common; people are found by it.
  normalized text not null check (length(normalized) between 1 and 320),
  -- Whoever is not active cannot sign in, nor go on with a session.
  active boolean not null default true,
  -- What the access tokens of staff say of them.
  manager boolean not null default false,
  store_id integer check (store_id > 0),
  updated_at timestamptz not null,
  primary key (principal_kind, principal_id),
  unique (principal_kind, normalized),
  check ((principal_kind = 'staff') = (store_id is not null)),
  check (principal_kind = 'staff' or not manager)
);

create type session_end as enum (
  'signed_out', 'signed_out_everywhere', 'ended_by_owner', 'password_changed', 'password_reset', 'token_reused',
  'deactivated', 'role_changed'
);

create table session (
  session_id uuid primary key,
  principal_kind principal_kind not null,
  principal_id integer not null,
  created_at timestamptz not null,
  -- When its tokens were last issued.
  last_used_at timestamptz not null,
  -- When its newest refresh token expires, and it with that.
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason session_end,
  -- Where the sign-in came from, as far as that is known.
  client_address text check (length(client_address) between 1 and 100),
  user_agent text check (length(user_agent) between 1 and 200),
  check ((ended_at is null) = (end_reason is null)),
  check (expires_at > created_at)
);

create index session_of_principal on session (principal_kind, principal_id, created_at) where ended_at is null;
create index session_by_end on session (ended_at) where ended_at is not null;
create index session_by_expiry on session (expires_at);

create table refresh_token (
  -- SHA-256 of the token, which itself is nowhere.
  token_hash bytea primary key check (length(token_hash) = 32),
  session_id uuid not null references session on delete cascade,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  -- When it was exchanged for its successor.
  used_at timestamptz,
  -- Its successor is made of it and of this, so that whoever sends it again soon can be answered the same; it is forgotten
  -- as soon as the successor is used.
  successor_salt bytea check (length(successor_salt) = 32),
  check (successor_salt is null or used_at is not null)
);

-- A session has one token that can still be used.
create unique index refresh_token_usable on refresh_token (session_id) where used_at is null;
create index refresh_token_of_session on refresh_token (session_id);
create index refresh_token_by_expiry on refresh_token (expires_at);

-- The keys that access tokens are signed with.
create table signing_key (
  kid text primary key check (length(kid) between 1 and 100),
  algorithm text not null check (algorithm = 'EdDSA'),
  private_jwk jsonb not null,
  public_jwk jsonb not null,
  -- From then on it is published, so that everybody knows it before it signs.
  created_at timestamptz not null,
  -- From then on it signs, until a younger one does.
  active_from timestamptz not null,
  -- When no token that it signed can be alive any more; null until it has a successor.
  retires_at timestamptz,
  check (active_from >= created_at),
  check (retires_at > active_from)
);

-- Attempts to sign in that were not known to be right, by account and by address.
create table sign_in_throttle (
  -- SHA-256 of what is counted: neither names nor addresses are kept.
  key_hash bytea primary key check (length(key_hash) = 32),
  failures integer not null check (failures >= 0),
  blocked_until timestamptz,
  -- When it counts from zero again.
  forgotten_at timestamptz not null
);

create index sign_in_throttle_by_age on sign_in_throttle (forgotten_at);
