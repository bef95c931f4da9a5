-- What the logs of an analysis can show at all, and what they lack.
create table forensics.sight (
    analysis_id uuid primary key references forensics.analysis on delete cascade,
    compartment_id uuid not null,
    rules int not null check (rules >= 0),
    can int not null check (can >= 0),
    may int not null check (may >= 0 and can + may <= rules),
    -- Whether all kinds of events were told apart.
    complete boolean not null,
    -- All of them, those included that are not kept one by one.
    gaps int not null check (gaps >= 0),
    gaps_complete boolean not null
);

-- Whether a rule can find anything in these logs, and why not.
create table forensics.rule_sight (
    analysis_id uuid not null references forensics.analysis on delete cascade,
    compartment_id uuid not null,
    number int not null,
    rule text not null,
    title text not null,
    level int not null,
    reason text not null check (reason in ('CAN', 'NAMES_NO_EVENT', 'ORIGIN_UNKNOWN', 'NOT_ALL_COUNTED', 'NO_LOG',
        'NO_EVENT', 'NO_FIELD', 'NO_LIST', 'NO_MATCHES')),
    -- What the reason speaks of: a log source, events, fields, lists or rules.
    words text not null,
    primary key (analysis_id, number)
);

-- What to switch on or bring along so that more rules can find something, the most useful first.
create table forensics.setting_proposal (
    analysis_id uuid not null references forensics.analysis on delete cascade,
    compartment_id uuid not null,
    number int not null,
    kind text not null,
    title text not null,
    english text not null,
    place text not null,
    command text not null,
    note text not null,
    -- Whether the logs come from systems of its kind.
    here boolean not null,
    rules int not null,
    severe int not null,
    further int not null,
    further_severe int not null,
    primary key (analysis_id, number)
);

-- What is missing in the logs, where and when.
create table forensics.gap (
    analysis_id uuid not null references forensics.analysis on delete cascade,
    compartment_id uuid not null,
    number int not null,
    kind text not null,
    host text not null,
    channel text not null,
    from_ticks bigint,
    to_ticks bigint,
    records bigint not null,
    -- Ticks by which a clock was changed.
    shift bigint not null,
    -- The entries that tell of it, the first of them: [{"file", "record"}].
    evidence jsonb not null,
    -- What these entries say, by fixed names.
    said jsonb not null,
    primary key (analysis_id, number)
);

-- A stretch of the times of a host that its time service has shown to be wrong.
create table forensics.clock_proposal (
    analysis_id uuid not null references forensics.analysis on delete cascade,
    compartment_id uuid not null,
    number int not null,
    host text not null,
    -- Null where it holds for everything before.
    from_ticks bigint,
    to_ticks bigint,
    ahead_millis bigint not null,
    primary key (analysis_id, number)
);

do $$
declare
    name text;
begin
    foreach name in array array['sight', 'rule_sight', 'setting_proposal', 'gap', 'clock_proposal']
    loop
        execute format('alter table forensics.%I enable row level security', name);
        execute format('create policy members_only on forensics.%I using (access.may_see(compartment_id))', name);
        execute format('grant select, insert on forensics.%I to ${app_role}', name);
        execute format('create index on forensics.%I (compartment_id)', name);
    end loop;
end
$$;

-- Goes with the other results of its order.
create function forensics.delete_sight() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    delete from forensics.sight t using forensics.analysis a where t.analysis_id = a.id and a.order_id = new.id;
    delete from forensics.rule_sight t using forensics.analysis a where t.analysis_id = a.id and a.order_id = new.id;
    delete from forensics.setting_proposal t using forensics.analysis a
        where t.analysis_id = a.id and a.order_id = new.id;
    delete from forensics.gap t using forensics.analysis a where t.analysis_id = a.id and a.order_id = new.id;
    delete from forensics.clock_proposal t using forensics.analysis a where t.analysis_id = a.id and a.order_id = new.id;
    return new;
end
$$;
create trigger sight_goes_with_the_results after update of deleted_at on forensics.analysis_order
    for each row when (old.deleted_at is null and new.deleted_at is not null)
    execute function forensics.delete_sight();
