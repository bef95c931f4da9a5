-- What rules for logs refer to by a name, such as the domain controllers of an Einrichtung: a value in each line.
create table constituency.value_list (
    id uuid primary key,
    einrichtung_id uuid not null references constituency.einrichtung,
    name text not null,
    entries text not null check (entries <> ''),
    changed_by text not null,
    changed_at timestamptz not null default now()
);
create unique index on constituency.value_list (einrichtung_id, constituency.fold(name));

alter table constituency.value_list enable row level security;
create policy anyone_acting on constituency.value_list using ((select access.actor()) is not null);
grant select, insert, update, delete on constituency.value_list to ${app_role};
