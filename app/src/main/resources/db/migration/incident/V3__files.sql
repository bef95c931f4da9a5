-- A file of an incident: what people say about it. Its content lies in the vault, under the same id.
create table incident.file (
    id uuid primary key references vault.file,
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    name text not null check (length(name) between 1 and 255),
    name_cut boolean not null,
    description text not null,
    added_by uuid not null,
    added_at timestamptz not null
);
create index on incident.file (incident_id, added_at);

alter table incident.file enable row level security;
create policy members_only on incident.file using (access.may_see(compartment_id));
grant select, insert on incident.file to ${app_role};
