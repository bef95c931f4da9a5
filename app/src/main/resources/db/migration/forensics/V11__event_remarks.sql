-- What people stick to an event of a timeline, which stays where it stands in the file. It goes with the timeline: on the day on
-- which the results are deleted, and with the incident.
create table forensics.event_tag (
    analysis_id uuid not null references forensics.timeline on delete cascade,
    compartment_id uuid not null,
    position bigint not null check (position >= 0),
    name text not null check (name <> ''),
    added_by uuid not null,
    added_at timestamptz not null,
    primary key (analysis_id, position, name)
);

create table forensics.event_comment (
    id uuid primary key,
    analysis_id uuid not null references forensics.timeline on delete cascade,
    compartment_id uuid not null,
    position bigint not null check (position >= 0),
    words text not null check (words <> ''),
    added_by uuid not null,
    added_at timestamptz not null
);
create index on forensics.event_comment (analysis_id, position);

do $$
declare
    name text;
begin
    foreach name in array array['event_tag', 'event_comment']
    loop
        execute format('alter table forensics.%I enable row level security', name);
        execute format('create policy members_only on forensics.%I using (access.may_see(compartment_id))', name);
        execute format('grant select, insert on forensics.%I to ${app_role}', name);
        execute format('create index on forensics.%I (compartment_id)', name);
    end loop;
end
$$;
grant delete on forensics.event_tag to ${app_role};
