-- A compartment is a closed room of data. Members see it; for everybody else it does not exist.
create table access.compartment (
    id uuid primary key,
    opened_at timestamptz not null default now()
);

create table access.member (
    compartment_id uuid not null references access.compartment,
    person_id uuid not null,
    since timestamptz not null default now(),
    admitted_by uuid not null,
    primary key (person_id, compartment_id)
);
create index on access.member (compartment_id);

create table access.exclusion (
    compartment_id uuid not null references access.compartment,
    person_id uuid not null,
    since timestamptz not null default now(),
    excluded_by uuid not null,
    reason text not null,
    primary key (compartment_id, person_id)
);

-- The actor of the running transaction. A pooled connection keeps an empty setting after its first transaction,
-- so empty counts as missing; missing is an error and never an empty result.
create function access.actor() returns uuid
    language plpgsql stable
as $$
declare
    actor text := nullif(current_setting('komcert.actor', true), '');
begin
    if actor is null then
        raise exception 'no actor is set for this transaction' using errcode = 'insufficient_privilege';
    end if;
    return actor::uuid;
end
$$;

-- The one question every policy asks. SECURITY DEFINER, so that it reads the members past their own policy.
create function access.may_see(compartment uuid) returns boolean
    language sql stable security definer
    set search_path = pg_catalog
as $$
    select exists (
        select 1 from access.member m where m.person_id = access.actor() and m.compartment_id = compartment
    )
$$;

alter table access.compartment enable row level security;
alter table access.member enable row level security;
alter table access.exclusion enable row level security;
create policy members_only on access.compartment using (access.may_see(id));
create policy members_only on access.member using (access.may_see(compartment_id));
create policy members_only on access.exclusion using (access.may_see(compartment_id));

create function access.open_compartment(compartment uuid, others uuid[]) returns void
    language plpgsql security definer
    set search_path = pg_catalog
as $$
begin
    insert into access.compartment (id) values (compartment);
    insert into access.member (compartment_id, person_id, admitted_by)
        select distinct compartment, person, access.actor() from unnest(others || access.actor()) as person;
end
$$;

create function access.require_member(compartment uuid) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    if not access.may_see(compartment) then
        raise exception 'no such compartment' using errcode = 'insufficient_privilege';
    end if;
end
$$;

-- False where the person was excluded by name.
create function access.admit(compartment uuid, person uuid) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog
as $$
begin
    perform access.require_member(compartment);
    -- The lock orders admitting and excluding the same person.
    perform 1 from access.compartment c where c.id = compartment for update;
    if exists (select 1 from access.exclusion e where e.compartment_id = compartment and e.person_id = person) then
        return false;
    end if;
    insert into access.member (compartment_id, person_id, admitted_by)
        values (compartment, person, access.actor()) on conflict do nothing;
    return true;
end
$$;

create function access.remove(compartment uuid, person uuid) returns void
    language plpgsql security definer
    set search_path = pg_catalog
as $$
begin
    perform access.require_member(compartment);
    perform 1 from access.compartment c where c.id = compartment for update;
    delete from access.member m where m.compartment_id = compartment and m.person_id = person;
    if not exists (select 1 from access.member m where m.compartment_id = compartment) then
        raise exception 'the last member cannot leave' using errcode = 'check_violation';
    end if;
end
$$;

create function access.exclude(compartment uuid, person uuid, why text) returns void
    language plpgsql security definer
    set search_path = pg_catalog
as $$
begin
    perform access.remove(compartment, person);
    insert into access.exclusion (compartment_id, person_id, excluded_by, reason)
        values (compartment, person, access.actor(), why) on conflict do nothing;
end
$$;

grant usage on schema access to ${app_role};
grant select on access.compartment, access.member, access.exclusion to ${app_role};
