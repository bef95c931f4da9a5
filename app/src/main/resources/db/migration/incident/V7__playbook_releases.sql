-- Who reviewed which text of a playbook. A release is ended by a withdrawal and never deleted; the text itself is kept,
-- since the file may be gone when somebody asks what was released.
create table incident.playbook_release (
    id uuid primary key,
    playbook text not null,
    version text not null,
    body text not null,
    fingerprint bytea not null check (octet_length(fingerprint) = 32),
    reviewer text not null check (reviewer <> ''),
    basis text not null check (basis <> ''),
    person_id uuid not null,
    recorded_by text not null,
    released_at timestamptz not null,
    withdrawn_by text,
    withdrawn_at timestamptz,
    withdrawn_why text,
    check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_why is null))
);
-- A text is released once at a time.
create unique index on incident.playbook_release (fingerprint) where withdrawn_at is null;
create index on incident.playbook_release (playbook);

-- Playbooks lie in no compartment: whoever acts may know who reviewed one. Everybody signs for themselves.
alter table incident.playbook_release enable row level security;
create policy anyone_acting on incident.playbook_release for select using ((select access.actor()) is not null);
create policy in_ones_own_name on incident.playbook_release for insert with check (person_id = (select access.actor()));
create policy once on incident.playbook_release for update
    using ((select access.actor()) is not null and withdrawn_at is null)
    with check ((select access.actor()) is not null);

grant select, insert on incident.playbook_release to ${app_role};
grant update (withdrawn_by, withdrawn_at, withdrawn_why) on incident.playbook_release to ${app_role};
