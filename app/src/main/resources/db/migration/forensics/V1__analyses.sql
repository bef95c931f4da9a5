-- An Auswertungsanordnung: without one, nothing of an incident's logs is evaluated.
create table forensics.analysis_order (
    id uuid primary key,
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    number int not null check (number > 0),
    purpose text not null check (purpose <> ''),
    systems text not null check (systems <> ''),
    period_from timestamptz not null,
    period_to timestamptz not null check (period_to > period_from),
    ordered_by text not null check (ordered_by <> ''),
    ordered_at timestamptz not null,
    channel text not null,
    delete_on date not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    ended_at timestamptz,
    ended_by uuid,
    ended_why text check (ended_why <> ''),
    deleted_at timestamptz,
    unique (incident_id, number),
    check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_why is null))
);

-- When the data-protection officer and the Personalrat were told of an order; or why one of them need not be.
create table forensics.notice (
    order_id uuid not null references forensics.analysis_order,
    compartment_id uuid not null,
    body text not null check (body in ('DATA_PROTECTION', 'STAFF_COUNCIL')),
    informed_at timestamptz,
    who text not null check (who <> ''),
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    primary key (order_id, body)
);

-- An analysis of some files of the incident. Its row is also its place in the queue.
create table forensics.analysis (
    id uuid primary key,
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    order_id uuid not null references forensics.analysis_order,
    number int not null check (number > 0),
    zone text not null,
    requested_by uuid not null,
    requested_at timestamptz not null,
    state text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    cancelled_by uuid,
    begun_at timestamptz,
    ended_at timestamptz,
    -- How often it was begun: more than once where the program ended meanwhile.
    attempts int not null default 0,
    bytes_total bigint not null default 0,
    bytes_read bigint not null default 0,
    entries bigint not null default 0,
    findings bigint not null default 0,
    files_read int not null default 0,
    passed_over int not null default 0,
    -- Entries outside the period that was ordered; nothing of them is evaluated.
    outside bigint not null default 0,
    problems bigint not null default 0,
    rules int not null default 0,
    rules_waiting int not null default 0,
    rules_refused int not null default 0,
    rules_hash text not null default '',
    program text not null default '',
    reason text not null default '',
    unique (incident_id, number)
);

-- What was evaluated; the hash says what it was even when the file is gone.
create table forensics.analysed_file (
    analysis_id uuid not null references forensics.analysis,
    compartment_id uuid not null,
    file_id uuid not null,
    name text not null,
    size bigint not null,
    sha256 text not null,
    primary key (analysis_id, file_id)
);

create table forensics.problem (
    analysis_id uuid not null references forensics.analysis,
    compartment_id uuid not null,
    number int not null,
    file text not null,
    kind text not null,
    message text not null,
    position bigint not null,
    costs_content boolean not null,
    primary key (analysis_id, number)
);

-- What a rule says of itself, and how often it matched in an analysis, those included that are not kept one by one.
create table forensics.rule_result (
    analysis_id uuid not null references forensics.analysis,
    compartment_id uuid not null,
    rule text not null,
    title text not null,
    level int not null,
    description text not null,
    false_positives text not null,
    next_steps text not null,
    tags text not null,
    hits bigint not null,
    kept bigint not null,
    first_ticks bigint,
    last_ticks bigint,
    primary key (analysis_id, rule)
);

-- An event that a rule matched. Names of people stand in it as signs, whose meaning is locked up in forensics.pseudonym.
create table forensics.finding (
    id uuid primary key,
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    analysis_id uuid not null references forensics.analysis,
    number bigint not null,
    rule text not null,
    title text not null,
    level int not null,
    -- 100 ns since 1601, as Windows counts; null where the event tells no time.
    ticks bigint,
    host text not null,
    channel text not null,
    provider text not null,
    event_id text not null,
    file_id uuid,
    file text not null,
    record bigint not null,
    -- [{"name", "value", "reason": whether it made the rule match}], in the order of the event.
    fields jsonb not null,
    -- For a correlation the entries it has counted, the latest hundred: [{"file", "record", "ticks"}], oldest first.
    entries jsonb not null,
    words text not null,
    unique (analysis_id, number)
);
create index on forensics.finding (incident_id, ticks);
create index on forensics.finding (analysis_id, rule);

create table forensics.tag (
    finding_id uuid not null references forensics.finding,
    compartment_id uuid not null,
    name text not null check (name <> ''),
    added_by uuid not null,
    added_at timestamptz not null,
    primary key (finding_id, name)
);

create table forensics.comment (
    id uuid primary key,
    finding_id uuid not null references forensics.finding,
    compartment_id uuid not null,
    words text not null check (words <> ''),
    added_by uuid not null,
    added_at timestamptz not null
);
create index on forensics.comment (finding_id);

-- What a finding became: an entry of the journal, an indicator, a task.
create table forensics.outcome (
    id uuid primary key,
    finding_id uuid not null references forensics.finding,
    compartment_id uuid not null,
    kind text not null check (kind in ('ENTRY', 'INDICATOR', 'TASK')),
    reference text not null,
    label text not null,
    added_by uuid not null,
    added_at timestamptz not null
);
create index on forensics.outcome (finding_id);

-- Who is meant by the sign of a person, locked up under the key of the compartment.
create table forensics.pseudonym (
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    number int not null check (number > 0),
    locked bytea not null,
    opened_at timestamptz,
    opened_by uuid,
    opened_why text check (opened_why <> ''),
    primary key (incident_id, number),
    check ((opened_at is null) = (opened_by is null) and (opened_at is null) = (opened_why is null))
);

-- How far the clock of a host was ahead of the true time, as somebody found out.
create table forensics.host_clock (
    compartment_id uuid not null,
    incident_id uuid not null references incident.incident,
    host text not null,
    ahead_millis bigint not null,
    why text not null check (why <> ''),
    set_by uuid not null,
    set_at timestamptz not null,
    primary key (incident_id, host)
);

do $$
declare
    name text;
begin
    foreach name in array array['analysis_order', 'notice', 'analysis', 'analysed_file', 'problem', 'rule_result', 'finding',
        'tag', 'comment', 'outcome', 'pseudonym', 'host_clock']
    loop
        execute format('alter table forensics.%I enable row level security', name);
        execute format('create policy members_only on forensics.%I using (access.may_see(compartment_id))', name);
        execute format('grant select, insert on forensics.%I to ${app_role}', name);
        execute format('create index on forensics.%I (compartment_id)', name);
    end loop;
end
$$;
grant usage on schema forensics to ${app_role};
grant update (delete_on, ended_at, ended_by, ended_why, deleted_at) on forensics.analysis_order to ${app_role};
grant update (state, cancelled_by, begun_at, ended_at, attempts, bytes_total, bytes_read, entries, findings, files_read,
    passed_over, outside, problems, rules, rules_waiting, rules_refused, rules_hash, program, reason)
    on forensics.analysis to ${app_role};
grant update (opened_at, opened_by, opened_why) on forensics.pseudonym to ${app_role};
grant update (ahead_millis, why, set_by, set_at) on forensics.host_clock to ${app_role};
grant delete on forensics.host_clock, forensics.tag to ${app_role};

create function forensics.require_job() returns void
    language plpgsql stable
    set search_path = pg_catalog
as $$
begin
    if access.actor() <> 'b3728699-3400-3826-a44e-e37e395cfa0a'::uuid then
        raise exception 'only the job of analyses may do this' using errcode = 'insufficient_privilege';
    end if;
end
$$;

-- The analyses that wait or were interrupted, in the order in which they were asked for. It gives ids and nothing else.
create function forensics.queue() returns table (analysis uuid, compartment uuid)
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    perform forensics.require_job();
    return query select a.id, a.compartment_id from forensics.analysis a
        where a.state in ('WAITING', 'RUNNING') order by a.requested_at, a.id;
end
$$;

-- The orders whose day of deletion has come.
create function forensics.orders_due(today date) returns table (analysis_order uuid, compartment uuid)
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    perform forensics.require_job();
    return query select o.id, o.compartment_id from forensics.analysis_order o
        where o.deleted_at is null and o.delete_on < today order by o.delete_on, o.id;
end
$$;

-- Deletes what an order brought to light, on the day it names; what was made of it stays where it was put. A hold on the
-- compartment wins.
create function forensics.delete_results(wanted uuid) returns void
    language plpgsql security definer
    set search_path = pg_catalog
as $$
declare
    ordered forensics.analysis_order;
begin
    perform forensics.require_job();
    select * into ordered from forensics.analysis_order o where o.id = wanted for update;
    perform access.require_member(ordered.compartment_id);
    if ordered.delete_on >= (now() at time zone 'Europe/Berlin')::date then
        raise exception 'its day has not come' using errcode = 'check_violation';
    end if;
    if exists (
        select 1 from incident.hold h where h.compartment_id = ordered.compartment_id and h.lifted_at is null
    ) then
        raise exception 'a hold stands' using errcode = 'check_violation';
    end if;
    delete from forensics.outcome t using forensics.finding f, forensics.analysis a
        where t.finding_id = f.id and f.analysis_id = a.id and a.order_id = wanted;
    delete from forensics.comment t using forensics.finding f, forensics.analysis a
        where t.finding_id = f.id and f.analysis_id = a.id and a.order_id = wanted;
    delete from forensics.tag t using forensics.finding f, forensics.analysis a
        where t.finding_id = f.id and f.analysis_id = a.id and a.order_id = wanted;
    delete from forensics.finding t using forensics.analysis a where t.analysis_id = a.id and a.order_id = wanted;
    delete from forensics.rule_result t using forensics.analysis a where t.analysis_id = a.id and a.order_id = wanted;
    delete from forensics.problem t using forensics.analysis a where t.analysis_id = a.id and a.order_id = wanted;
    update forensics.analysis_order o set deleted_at = now() where o.id = wanted;
    -- Names serve all orders of an incident; the last one takes them along.
    if not exists (
        select 1 from forensics.analysis_order o
        where o.incident_id = ordered.incident_id and o.deleted_at is null
    ) then
        delete from forensics.pseudonym t where t.incident_id = ordered.incident_id;
        delete from forensics.host_clock t where t.incident_id = ordered.incident_id;
    end if;
end
$$;

-- What lies in a compartment is erased with it.
create function forensics.erase() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    delete from forensics.outcome t where t.compartment_id = new.compartment_id;
    delete from forensics.comment t where t.compartment_id = new.compartment_id;
    delete from forensics.tag t where t.compartment_id = new.compartment_id;
    delete from forensics.finding t where t.compartment_id = new.compartment_id;
    delete from forensics.rule_result t where t.compartment_id = new.compartment_id;
    delete from forensics.problem t where t.compartment_id = new.compartment_id;
    delete from forensics.analysed_file t where t.compartment_id = new.compartment_id;
    delete from forensics.analysis t where t.compartment_id = new.compartment_id;
    delete from forensics.notice t where t.compartment_id = new.compartment_id;
    delete from forensics.analysis_order t where t.compartment_id = new.compartment_id;
    delete from forensics.pseudonym t where t.compartment_id = new.compartment_id;
    delete from forensics.host_clock t where t.compartment_id = new.compartment_id;
    return new;
end
$$;
create trigger forensics_leaves_with_the_incident after insert on incident.tombstone
    for each row execute function forensics.erase();
