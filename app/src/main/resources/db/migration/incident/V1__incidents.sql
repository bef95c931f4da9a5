-- A Meldung: what somebody told us, as it was told. It may become an incident, which then lives in the same compartment.
create table incident.report (
    id uuid primary key,
    compartment_id uuid not null,
    taken_by uuid not null,
    taken_at timestamptz not null,
    call_back text not null default '',
    caller text not null default '',
    einrichtung text not null default '',
    einrichtung_id uuid,
    words text not null default '',
    called_back boolean not null default false,
    exercise boolean not null default false,
    state text not null check (state in ('OPEN', 'INCIDENT', 'ANSWERED', 'MERGED')),
    answer text not null default '',
    ended_at timestamptz,
    saved_at timestamptz not null,
    revision int not null default 1
);

create table incident.incident (
    id uuid primary key,
    compartment_id uuid not null unique,
    code_name text not null unique,
    title text not null,
    playbook text not null,
    playbook_version text not null,
    -- The playbook as it was when the incident was opened: editing a playbook never changes a running incident.
    playbook_text text not null,
    exercise boolean not null,
    state text not null check (state in ('OPEN', 'PARKED', 'CLOSED')),
    outcome text check (outcome in ('RESOLVED', 'FALSE_ALARM')),
    t0 timestamptz not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    next_look timestamptz,
    lead uuid not null,
    severity text not null,
    tlp text not null,
    pap text not null,
    rsit text not null,
    situation text not null default '',
    revision int not null default 1,
    check ((state = 'CLOSED') = (closed_at is not null)),
    check ((state = 'CLOSED') = (outcome is not null)),
    check (state <> 'PARKED' or next_look is not null)
);

create table incident.affected (
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    einrichtung_id uuid not null,
    primary key (incident_id, einrichtung_id)
);

-- One row for each instance of a task that was begun; a task without a row was not touched.
create table incident.task (
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    task text not null,
    instance int not null,
    state text not null,
    who text not null,
    at timestamptz not null,
    reason text not null default '',
    primary key (incident_id, task, instance)
);

create table incident.fact (
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    name text not null,
    stated_by text not null,
    stated_at timestamptz not null,
    primary key (incident_id, name)
);

create table incident.decision (
    id uuid primary key,
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    gate text not null,
    question text not null,
    recommendation text not null,
    decision text not null,
    decided_by text not null,
    decided_at timestamptz not null,
    channel text not null,
    why text not null,
    followed boolean not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null
);

create table incident.indicator (
    id uuid primary key,
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    kind text not null,
    value text not null,
    comment text not null,
    tlp text not null,
    pap text not null,
    added_by uuid not null,
    added_at timestamptz not null
);

create table incident.asset (
    id uuid primary key,
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    name text not null,
    kind text not null,
    condition text not null,
    comment text not null,
    added_by uuid not null,
    added_at timestamptz not null
);

-- Everybody who was told of the incident, so that a false alarm can be called off with each of them.
create table incident.told (
    id uuid primary key,
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    who text not null,
    channel text not null,
    told_at timestamptz not null,
    recorded_by uuid not null,
    recalled_at timestamptz
);

-- A note keeps every version that anybody saved.
create table incident.note (
    id uuid primary key,
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    title text not null,
    revision int not null
);

create table incident.note_version (
    compartment_id uuid not null,
    note_id uuid not null references incident.note,
    revision int not null,
    based_on int not null,
    body text not null,
    saved_by uuid not null,
    saved_at timestamptz not null,
    primary key (note_id, revision)
);

create table incident.handover (
    id uuid primary key,
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    from_person uuid not null,
    to_person uuid not null,
    body text not null,
    head_number bigint not null,
    head_hash text not null,
    at timestamptz not null
);

-- What somebody is typing and has not sent yet. Seen by its writer alone, and only as long as they see the compartment.
create table incident.draft (
    compartment_id uuid not null,
    person_id uuid not null,
    field text not null,
    body text not null,
    saved_at timestamptz not null,
    primary key (compartment_id, person_id, field)
);

create index on incident.report (compartment_id);
create index on incident.affected (compartment_id);
create index on incident.decision (incident_id, decided_at);
create index on incident.indicator (incident_id);
create index on incident.asset (incident_id);
create index on incident.told (incident_id);
create index on incident.note (incident_id);
create index on incident.handover (incident_id, at);

-- Code names are unique over all compartments, so the question must be asked past the policy. It tells no more than
-- that a random word is in use.
create function incident.code_name_taken(wanted text) returns boolean
    language sql stable security definer
    set search_path = pg_catalog
as $$
    select exists (select 1 from incident.incident i where i.code_name = wanted)
$$;

do $$
declare
    name text;
begin
    foreach name in array array['report', 'incident', 'affected', 'task', 'fact', 'decision', 'indicator', 'asset',
            'told', 'note', 'note_version', 'handover'] loop
        execute format('alter table incident.%I enable row level security', name);
        execute format('create policy members_only on incident.%I using (access.may_see(compartment_id))', name);
    end loop;
end
$$;

alter table incident.draft enable row level security;
create policy writer_only on incident.draft
    using (person_id = access.actor() and access.may_see(compartment_id));

grant usage on schema incident to ${app_role};
grant select, insert, update on incident.report, incident.incident, incident.task, incident.note, incident.told
    to ${app_role};
grant select, insert, delete on incident.affected, incident.indicator, incident.asset to ${app_role};
grant select, insert on incident.fact, incident.decision, incident.note_version, incident.handover to ${app_role};
grant select, insert, update, delete on incident.draft to ${app_role};
