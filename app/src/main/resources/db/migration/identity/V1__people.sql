-- The only actor that may read secrets: the id of the job "sign-in".
create function identity.is_sign_in() returns boolean
    language sql stable
as $$
    select access.actor() = '6d79bd0a-1d0f-3352-bf4f-e319e6c4ced8'::uuid
$$;

create table identity.person (
    id uuid primary key,
    login text not null unique check (login = lower(login) and length(login) between 2 and 64),
    name text not null check (length(name) between 2 and 100),
    role text not null check (role in ('LEITUNG', 'ANALYST', 'FORENSIK', 'LESEND', 'VERWALTUNG')),
    locked boolean not null default false,
    -- A session holds the epoch it began in, and ends when the person's counts on.
    epoch integer not null default 0,
    created_at timestamptz not null
);
alter table identity.person enable row level security;
create policy whoever_acts on identity.person using (access.actor() is not null);

create table identity.credential (
    person_id uuid primary key references identity.person,
    password text not null,
    totp_secret bytea,
    -- The last time step whose code was accepted; none up to it is accepted again.
    totp_step bigint not null default 0
);
alter table identity.credential enable row level security;
create policy sign_in_only on identity.credential using (identity.is_sign_in());

create table identity.printed_code (
    person_id uuid not null references identity.person,
    hash bytea not null check (length(hash) = 32),
    used_at timestamptz,
    primary key (person_id, hash)
);
alter table identity.printed_code enable row level security;
create policy sign_in_only on identity.printed_code using (identity.is_sign_in());

-- A browser that somebody has signed in with before.
create table identity.device (
    hash bytea primary key check (length(hash) = 32),
    person_id uuid not null references identity.person,
    used_at timestamptz not null
);
create index on identity.device (person_id, used_at);
alter table identity.device enable row level security;
create policy sign_in_only on identity.device using (identity.is_sign_in());

create table identity.token (
    id uuid primary key,
    person_id uuid not null references identity.person,
    label text not null check (length(label) between 1 and 100),
    scope text[] not null,
    hash bytea not null unique check (length(hash) = 32),
    issued_at timestamptz not null,
    used_at timestamptz,
    revoked_at timestamptz
);
create index on identity.token (person_id);
alter table identity.token enable row level security;
create policy own_or_sign_in on identity.token using (person_id = access.actor() or identity.is_sign_in());

-- Appended to, and changed by nobody. Nobody is named where the login was unknown.
create table identity.sign_in (
    number bigint generated always as identity primary key,
    at timestamptz not null,
    person_id uuid references identity.person,
    outcome text not null,
    address_hash bytea not null check (length(address_hash) = 32)
);
create index on identity.sign_in (person_id, number desc);
alter table identity.sign_in enable row level security;
create policy own_or_sign_in on identity.sign_in using (person_id = access.actor() or identity.is_sign_in());

grant usage on schema identity to ${app_role};
grant select, insert, update on identity.person, identity.credential, identity.token to ${app_role};
grant select, insert, update, delete on identity.printed_code, identity.device to ${app_role};
grant select, insert on identity.sign_in to ${app_role};
