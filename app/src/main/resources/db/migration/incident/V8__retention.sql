-- How long what has ended is kept. Each change is a further row with its reason, and the one with the highest number
-- holds: so there is no period that nobody gave a reason for, and none is ever forgotten.
create table incident.period (
    kind text not null check (kind in ('INCIDENT', 'FALSE_ALARM', 'EXERCISE', 'REPORT')),
    number int not null check (number > 0),
    months int not null check (months between 1 and 600),
    reason text not null check (reason <> ''),
    -- Nobody, for what the program came with.
    person_id uuid,
    recorded_by text not null,
    changed_at timestamptz not null,
    primary key (kind, number)
);

insert into incident.period (kind, number, months, reason, recorded_by, changed_at) values
    ('INCIDENT', 1, 36, 'Vorgabe des Programms', 'KomCERT', now()),
    ('FALSE_ALARM', 1, 12, 'Vorgabe des Programms', 'KomCERT', now()),
    ('EXERCISE', 1, 12, 'Vorgabe des Programms', 'KomCERT', now()),
    ('REPORT', 1, 6, 'Vorgabe des Programms', 'KomCERT', now());

-- Periods lie in no compartment and name none. Everybody signs for themselves.
alter table incident.period enable row level security;
create policy anyone_acting on incident.period for select using ((select access.actor()) is not null);
create policy in_ones_own_name on incident.period for insert with check (person_id = (select access.actor()));
grant select, insert on incident.period to ${app_role};

-- A Löschsperre: while one stands, nothing of the compartment is erased. It is lifted by a person and ends in no other
-- way; the next look is a reminder and no end.
create table incident.hold (
    id uuid primary key,
    compartment_id uuid not null,
    ordered_by text not null check (ordered_by <> ''),
    reason text not null check (reason <> ''),
    next_look timestamptz,
    set_by uuid not null,
    set_at timestamptz not null,
    lifted_by uuid,
    lifted_at timestamptz,
    lifted_why text check (lifted_why <> ''),
    check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_why is null))
);
create index on incident.hold (compartment_id);

alter table incident.hold enable row level security;
create policy members_read on incident.hold for select using (access.may_see(compartment_id));
create policy members_set on incident.hold for insert with check (access.may_see(compartment_id));
create policy lifted_once on incident.hold for update
    using (access.may_see(compartment_id) and lifted_at is null) with check (access.may_see(compartment_id));
grant select, insert on incident.hold to ${app_role};
grant update (lifted_by, lifted_at, lifted_why) on incident.hold to ${app_role};

-- That the members were told of the erasing. The database alone says when, so that no clock and no defect of the program
-- shortens the time they have.
create table incident.announcement (
    compartment_id uuid primary key,
    announced_at timestamptz not null default now()
);

alter table incident.announcement enable row level security;
create policy members_read on incident.announcement for select using (access.may_see(compartment_id));
create policy retention_announces on incident.announcement for insert
    with check (access.may_see(compartment_id) and access.actor() = '9ef0e606-6bf4-36e8-b4ec-537060df82d5'::uuid);
create policy members_stop on incident.announcement for delete using (access.may_see(compartment_id));
grant select, delete on incident.announcement to ${app_role};
grant insert (compartment_id) on incident.announcement to ${app_role};

-- What remains of an erased compartment beside the hashes of its chain: that it was, and by which rule it is no more.
create table incident.tombstone (
    compartment_id uuid primary key,
    report_id uuid not null unique,
    incident_id uuid unique,
    code_name text unique,
    kind text not null,
    exercise boolean not null,
    opened_at timestamptz not null,
    closed_at timestamptz not null,
    months int not null,
    announced_at timestamptz not null,
    erased_at timestamptz not null,
    head_number bigint not null,
    head_hash bytea not null check (length(head_hash) = 32)
);

alter table incident.tombstone enable row level security;
create policy members_only on incident.tombstone using (access.may_see(compartment_id));
grant select on incident.tombstone to ${app_role};

-- A code name stands on paper for longer than the incident lasts here, and names no second one.
create or replace function incident.code_name_taken(wanted text) returns boolean
    language sql stable security definer
    set search_path = pg_catalog
as $$
    select exists (select 1 from incident.incident i where i.code_name = wanted)
        or exists (select 1 from incident.tombstone t where t.code_name = wanted)
$$;

-- What can end and be kept for a time: each compartment once. Only what has ended has a time of closing.
create view incident.matter with (security_invoker = true) as
    select distinct on (r.compartment_id) r.compartment_id, r.id as report_id, i.id as incident_id, i.code_name,
        case when i.id is null then 'REPORT' when i.exercise then 'EXERCISE'
            when i.outcome = 'FALSE_ALARM' then 'FALSE_ALARM' else 'INCIDENT' end as kind,
        coalesce(i.exercise, r.exercise) as exercise,
        r.taken_at as opened_at,
        case when i.id is null then r.ended_at when i.state = 'CLOSED' then i.closed_at end as closed_at
    from incident.report r left join incident.incident i on i.compartment_id = r.compartment_id
    order by r.compartment_id, r.taken_at;
grant select on incident.matter to ${app_role};

-- The last day of a period of months, counted as the civil code counts: to the end of the day with the same number, or of
-- the last day of a shorter month, by the calendar on the wall.
create function incident.kept_until(closed timestamptz, months int) returns date
    language sql immutable
    set search_path = pg_catalog
as $$
    select ((closed at time zone 'Europe/Berlin')::date + make_interval(months => months))::date
$$;

-- Two functions of the job of retention, and of nobody else.
create function incident.require_retention() returns void
    language plpgsql stable
    set search_path = pg_catalog
as $$
begin
    if access.actor() <> '9ef0e606-6bf4-36e8-b4ec-537060df82d5'::uuid then
        raise exception 'only the job of retention may do this' using errcode = 'insufficient_privilege';
    end if;
end
$$;

-- The compartments that have something to be done on this day: whose period is nearly over, or which are announced. It
-- gives ids and nothing else; each is then visited by itself.
create function incident.retention_due(today date, days int) returns setof uuid
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    perform incident.require_retention();
    return query select m.compartment_id from incident.matter m
        where (
            m.closed_at is not null and today >= (
                select incident.kept_until(m.closed_at, p.months) from incident.period p
                where p.kind = m.kind order by p.number desc limit 1
            ) - days
        ) or exists (select 1 from incident.announcement a where a.compartment_id = m.compartment_id);
end
$$;

-- The only way in which anything is erased: when the period is over, thirty whole days have passed since it was
-- announced, and no hold stands. It asks the rows and its own clock, whatever the program believes.
create function incident.erase(compartment uuid) returns void
    language plpgsql security definer
    set search_path = pg_catalog
as $$
declare
    today date := (now() at time zone 'Europe/Berlin')::date;
    matter incident.matter;
    period int;
    announced timestamptz;
begin
    perform incident.require_retention();
    perform access.require_member(compartment);
    -- The locks order erasing and whatever would forbid it; what is read after them is what stands now.
    perform 1 from incident.report r where r.compartment_id = compartment for update;
    perform 1 from incident.incident i where i.compartment_id = compartment for update;

    select * into matter from incident.matter m where m.compartment_id = compartment;
    select p.months into period from incident.period p where p.kind = matter.kind order by p.number desc limit 1;
    select a.announced_at into announced from incident.announcement a where a.compartment_id = compartment;
    if matter.closed_at is null or today <= incident.kept_until(matter.closed_at, period) then
        raise exception 'its period is not over' using errcode = 'check_violation';
    end if;
    if announced is null or today < (announced at time zone 'Europe/Berlin')::date + 31 then
        raise exception 'it was not announced thirty days ago' using errcode = 'check_violation';
    end if;
    if exists (select 1 from incident.hold h where h.compartment_id = compartment and h.lifted_at is null) then
        raise exception 'a hold stands' using errcode = 'check_violation';
    end if;

    insert into incident.tombstone (compartment_id, report_id, incident_id, code_name, kind, exercise, opened_at,
            closed_at, months, announced_at, erased_at, head_number, head_hash)
        select compartment, matter.report_id, matter.incident_id, matter.code_name, matter.kind, matter.exercise,
            matter.opened_at, matter.closed_at, period, announced, now(), h.number, h.hash
        from audit.head h where h.compartment_id = compartment;

    delete from incident.affected t where t.compartment_id = compartment;
    delete from incident.task t where t.compartment_id = compartment;
    delete from incident.fact t where t.compartment_id = compartment;
    delete from incident.decision t where t.compartment_id = compartment;
    delete from incident.indicator t where t.compartment_id = compartment;
    delete from incident.asset t where t.compartment_id = compartment;
    delete from incident.told t where t.compartment_id = compartment;
    delete from incident.note_version t where t.compartment_id = compartment;
    delete from incident.note t where t.compartment_id = compartment;
    delete from incident.handover t where t.compartment_id = compartment;
    delete from incident.draft t where t.compartment_id = compartment;
    delete from incident.mandate t where t.compartment_id = compartment;
    delete from incident.insurer_call t where t.compartment_id = compartment;
    delete from incident.file t where t.compartment_id = compartment;
    delete from incident.hold t where t.compartment_id = compartment;
    delete from incident.announcement t where t.compartment_id = compartment;
    delete from incident.incident t where t.compartment_id = compartment;
    delete from incident.report t where t.compartment_id = compartment;
    -- A link goes when both of its ends have gone. Until then the other end shows what became of this one.
    delete from incident.link l where compartment in (l.compartment_id, l.other_compartment_id) and (
        l.parted_at is not null or (
            select count(*) from incident.tombstone t
            where t.compartment_id in (l.compartment_id, l.other_compartment_id)
        ) = 2);
    perform audit.erase_texts(compartment);
    perform vault.erase(compartment);
    perform access.forget_exclusions(compartment);
end
$$;
