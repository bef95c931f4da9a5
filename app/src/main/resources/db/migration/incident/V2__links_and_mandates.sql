-- The Auftrag: who ordered what, before anyone lays hands on a system. A later one replaces an earlier one; both stay.
create table incident.mandate (
    id uuid primary key,
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    ordered_by text not null,
    scope text not null,
    basis text not null,
    payer text not null,
    given_at timestamptz not null,
    channel text not null,
    written boolean not null,
    witness text not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    check (written or witness <> '')
);

-- What the insurer said before forensics, or who found that no policy asks to be asked.
create table incident.insurer_call (
    id uuid primary key,
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    asked boolean not null,
    insurer text not null,
    asked_by text not null,
    spoke_to text not null,
    asked_at timestamptz not null,
    answer text not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null
);

-- One compartment belongs to another: it was merged into it, or it is its child. Seen only by who sees both, so that a
-- member of one end does not even learn that there is another.
create table incident.link (
    id uuid primary key,
    compartment_id uuid not null,
    other_compartment_id uuid not null,
    kind text not null check (kind in ('MERGED', 'CHILD')),
    linked_by uuid not null,
    linked_at timestamptz not null,
    -- Stands in both journals as a fingerprint of this row; the salt keeps it from being guessed.
    salt bytea not null check (length(salt) = 16),
    parted_at timestamptz,
    check (compartment_id <> other_compartment_id)
);
-- Nothing is unique but the pair itself: a collision with a row one may not see would tell that it is there.
create unique index on incident.link (compartment_id, other_compartment_id, kind) where parted_at is null;
create index on incident.link (other_compartment_id);

-- What became of a merged one is told by its link alone; for whoever sees only one end it has ended, and that is all.
alter table incident.incident drop constraint incident_outcome_check;
alter table incident.incident add constraint incident_outcome_check
    check (outcome in ('RESOLVED', 'FALSE_ALARM', 'ENDED'));
alter table incident.report drop constraint report_state_check;
alter table incident.report add constraint report_state_check
    check (state in ('OPEN', 'INCIDENT', 'ANSWERED', 'ENDED'));

alter table incident.told add column recalled_by uuid;
-- Whoever runs a task, beside the name as it was then.
alter table incident.task add column person_id uuid;
create index on incident.task (person_id) where state = 'RUNNING';
create index on incident.incident (lead) where state = 'OPEN';

create index on incident.mandate (incident_id, given_at);
create index on incident.insurer_call (incident_id, asked_at);

-- Free or busy: whether each of these people leads an open incident or runs a task, over all compartments. It answers
-- yes or no for a person and nothing else: not how much, not since when, not where.
create function incident.busy(persons uuid[]) returns table (person_id uuid, busy boolean)
    language sql stable security definer
    set search_path = pg_catalog
as $$
    select p, exists (
            select 1 from incident.incident i where i.lead = p and i.state = 'OPEN'
        ) or exists (
            select 1 from incident.task t join incident.incident i on i.id = t.incident_id
            where t.person_id = p and t.state = 'RUNNING' and i.state = 'OPEN'
                and not exists (
                    select 1 from incident.task later
                    where later.incident_id = t.incident_id and later.task = t.task and later.instance > t.instance
                )
        )
    from unnest(persons) as p
    -- Without an actor this is an error, as everywhere.
    where access.actor() is not null
$$;

alter table incident.mandate enable row level security;
create policy members_only on incident.mandate using (access.may_see(compartment_id));
alter table incident.insurer_call enable row level security;
create policy members_only on incident.insurer_call using (access.may_see(compartment_id));
alter table incident.link enable row level security;
create policy members_of_both on incident.link
    using (access.may_see(compartment_id) and access.may_see(other_compartment_id));

grant select, insert on incident.mandate, incident.insurer_call to ${app_role};
grant select, insert, update on incident.link to ${app_role};
-- What was noted wrongly is put right, with a line in the journal.
grant update on incident.asset, incident.indicator to ${app_role};
