-- A file that is being sent into an incident: what people say about it. It goes with the row of the vault, when the file
-- has come, when it is ended, or when nobody went on.
create table incident.sending (
    id uuid primary key references vault.sending on delete cascade,
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    name text not null check (length(name) between 1 and 255),
    name_cut boolean not null,
    description text not null,
    begun_at timestamptz not null
);
create index on incident.sending (incident_id);

alter table incident.sending enable row level security;
create policy members_only on incident.sending using (access.may_see(compartment_id));
grant select, insert on incident.sending to ${app_role};

-- Erased with the incident, before the incident itself is.
create function incident.erase_sendings() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog
as $$
begin
    delete from incident.sending s where s.compartment_id = new.compartment_id;
    return new;
end
$$;

create trigger sendings_are_erased after insert on incident.tombstone
    for each row execute function incident.erase_sendings();
