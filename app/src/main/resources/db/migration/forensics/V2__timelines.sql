-- The timeline of an analysis: all events of its period. The events lie in the vault, in a file of their own.
create table forensics.timeline (
    analysis_id uuid primary key references forensics.analysis on delete cascade,
    compartment_id uuid not null,
    file_id uuid not null,
    events bigint not null check (events >= 0),
    -- Events that tell no time; they stand before all others.
    untimed bigint not null check (untimed between 0 and events),
    first_ticks bigint,
    last_ticks bigint check (last_ticks >= first_ticks),
    check ((first_ticks is null) = (events = untimed) and (last_ticks is null) = (events = untimed))
);
alter table forensics.timeline enable row level security;
create policy members_only on forensics.timeline using (access.may_see(compartment_id));
create index on forensics.timeline (compartment_id);
grant select, insert, delete on forensics.timeline to ${app_role};

-- Whether an event of the timeline is a finding is asked for every page of it.
create index on forensics.finding (analysis_id, record);

-- An event that a person notes is counted as a finding of its own rule.
grant update (hits, kept, first_ticks, last_ticks) on forensics.rule_result to ${app_role};
