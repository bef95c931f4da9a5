-- Everybody who acts may read the Einrichtungen; who may open their pages is decided by permissions.
-- An empty text is a field nobody has filled. Texts come here judged and in canonical form.

-- Folds case and umlauts, so that "lindhoevel" finds "Lindhövel".
create function constituency.fold(text) returns text
    language sql immutable strict parallel safe
    set search_path = pg_catalog
as $$
    select replace(replace(replace(replace(lower($1), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss')
$$;

-- The digits of a telephone number, however it is grouped.
create function constituency.digits(text) returns text
    language sql immutable strict parallel safe
    set search_path = pg_catalog
as $$
    select regexp_replace($1, '[^0-9]', '', 'g')
$$;

create table constituency.einrichtung (
    id uuid primary key,
    version integer not null default 1,
    short_name text not null check (short_name <> ''),
    name text not null check (name <> ''),
    type text not null,
    ags text not null,
    phone text not null,
    inhabitants integer,
    pupils integer,
    staff integer,
    workplaces integer,
    servers integer,
    procedures integer,
    note text not null,
    changed_by text not null,
    changed_at timestamptz not null default now(),
    found_by text not null generated always as (constituency.fold(short_name || ' ' || name || ' ' || ags)) stored
);
create unique index on constituency.einrichtung (constituency.fold(short_name));

create table constituency.relation (
    from_id uuid not null references constituency.einrichtung,
    kind text not null,
    to_id uuid not null references constituency.einrichtung,
    primary key (to_id, kind, from_id),
    check (from_id <> to_id)
);
create index on constituency.relation (from_id);

create table constituency.contact (
    id uuid primary key,
    einrichtung_id uuid not null references constituency.einrichtung,
    role text not null,
    name text not null,
    title text not null,
    deputy boolean not null,
    phone text not null,
    mobile text not null,
    mail text not null,
    reachability text not null,
    changed_by text not null,
    changed_at timestamptz not null default now()
);
create unique index on constituency.contact (einrichtung_id, role, constituency.fold(name));

create table constituency.domain (
    id uuid primary key,
    einrichtung_id uuid not null references constituency.einrichtung,
    name text not null,
    note text not null,
    changed_by text not null,
    changed_at timestamptz not null default now(),
    unique (einrichtung_id, name)
);

create table constituency.network (
    id uuid primary key,
    einrichtung_id uuid not null references constituency.einrichtung,
    block cidr not null,
    note text not null,
    changed_by text not null,
    changed_at timestamptz not null default now(),
    unique (einrichtung_id, block)
);

create table constituency.trunk (
    id uuid primary key,
    einrichtung_id uuid not null references constituency.einrichtung,
    first_number text not null,
    last_number text not null,
    carrier text not null,
    product text not null,
    customer_number text not null,
    changed_by text not null,
    changed_at timestamptz not null default now(),
    unique (einrichtung_id, first_number)
);

create table constituency.site (
    id uuid primary key,
    einrichtung_id uuid not null references constituency.einrichtung,
    name text not null,
    address text not null,
    changed_by text not null,
    changed_at timestamptz not null default now()
);
create unique index on constituency.site (einrichtung_id, constituency.fold(name));

create table constituency.product (
    id uuid primary key,
    einrichtung_id uuid not null references constituency.einrichtung,
    vendor text not null,
    name text not null,
    version text not null,
    exposed boolean not null,
    changed_by text not null,
    changed_at timestamptz not null default now()
);
create unique index on constituency.product (einrichtung_id, constituency.fold(vendor), constituency.fold(name));

create table constituency.insurer (
    id uuid primary key,
    einrichtung_id uuid not null unique references constituency.einrichtung,
    name text not null,
    hotline text not null,
    policy_number text not null,
    ask_before_forensics boolean not null,
    conditions text not null,
    changed_by text not null,
    changed_at timestamptz not null default now()
);

-- The last row of an Einrichtung counts. None is ever changed or removed: the application may only add.
create table constituency.nis2 (
    id uuid primary key,
    number bigint generated always as identity unique,
    einrichtung_id uuid not null references constituency.einrichtung,
    classification text not null,
    decided_by text not null check (decided_by <> ''),
    decided_on date not null,
    reason text not null check (reason <> ''),
    changed_by text not null,
    changed_at timestamptz not null default now()
);
create index on constituency.nis2 (einrichtung_id, number desc);

-- An uploaded file between its preview and its use; only whoever uploaded it sees it.
create table constituency.import_draft (
    id uuid primary key,
    sheet text not null,
    content text not null,
    created_by uuid not null default access.actor(),
    created_at timestamptz not null default now()
);

do $$
declare
    name text;
begin
    foreach name in array array['einrichtung', 'relation', 'contact', 'domain', 'network', 'trunk', 'site', 'product',
        'insurer', 'nis2']
    loop
        execute format('alter table constituency.%I enable row level security', name);
        -- The sub-select asks once for each statement and not for each row.
        execute format('create policy anyone_acting on constituency.%I using ((select access.actor()) is not null)', name);
    end loop;
end
$$;
alter table constituency.import_draft enable row level security;
create policy own on constituency.import_draft using (created_by = (select access.actor()));

grant usage on schema constituency to ${app_role};
grant select, insert, update on constituency.einrichtung to ${app_role};
grant select, insert, update, delete on constituency.contact, constituency.domain, constituency.network,
    constituency.trunk, constituency.site, constituency.product, constituency.insurer to ${app_role};
grant select, insert, delete on constituency.relation, constituency.import_draft to ${app_role};
grant select, insert on constituency.nis2 to ${app_role};
