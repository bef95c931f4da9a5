-- A task that no playbook names: somebody in the incident added it. The plan calls it E and its number; how far it got
-- stands in incident.task like everybody's.
create table incident.own_task (
    id uuid primary key,
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    number int not null check (number > 0),
    title text not null check (title <> ''),
    role text not null,
    waived_by text not null,
    danger text not null,
    due timestamptz,
    why text not null,
    -- The name as it was then, beside whoever it was.
    added_by text not null,
    person_id uuid not null,
    added_at timestamptz not null,
    unique (incident_id, number)
);

alter table incident.own_task enable row level security;
create policy members_only on incident.own_task using (access.may_see(compartment_id));
grant select, insert on incident.own_task to ${app_role};

create function incident.erase_own_tasks() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    delete from incident.own_task t where t.compartment_id = new.compartment_id;
    return new;
end
$$;

create trigger own_tasks_go_with_the_incident after insert on incident.tombstone
    for each row execute function incident.erase_own_tasks();
