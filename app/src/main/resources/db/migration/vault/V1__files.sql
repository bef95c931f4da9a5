-- The data key of each compartment, locked up under the master key, which lies elsewhere.
create table vault.key (
    compartment_id uuid primary key references access.compartment,
    master text not null check (master ~ '^[0-9a-f]{8}$'),
    wrapped bytea not null check (length(wrapped) = 60)
);

-- What lies encrypted in the folder of the vault, each under its id.
create table vault.file (
    id uuid primary key,
    compartment_id uuid not null references vault.key,
    size bigint not null check (size >= 0),
    sha256 bytea not null check (length(sha256) = 32),
    stored_at timestamptz not null
);
create index on vault.file (compartment_id);

alter table vault.key enable row level security;
alter table vault.file enable row level security;
create policy members_only on vault.key using (access.may_see(compartment_id));
create policy members_only on vault.file using (access.may_see(compartment_id));

grant usage on schema vault to ${app_role};
grant select, insert on vault.key to ${app_role};
grant select, insert, delete on vault.file to ${app_role};

-- The functions below look into every compartment, for the job "vault" at the start and for nobody else.
create function vault.require_job() returns void
    language plpgsql stable
    set search_path = pg_catalog
as $$
begin
    if access.actor() <> 'bd06fce4-29b4-30fb-953f-c367dbc21eae'::uuid then
        raise exception 'only the job vault may do this' using errcode = 'insufficient_privilege';
    end if;
end
$$;

create function vault.masters() returns setof text
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    perform vault.require_job();
    return query select distinct k.master from vault.key k;
end
$$;

create function vault.keys_under(wanted text) returns table (compartment_id uuid, wrapped bytea)
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    perform vault.require_job();
    return query select k.compartment_id, k.wrapped from vault.key k where k.master = wanted;
end
$$;

create function vault.rewrap(compartment uuid, fresh_master text, fresh bytea) returns void
    language plpgsql security definer
    set search_path = pg_catalog
as $$
begin
    perform vault.require_job();
    update vault.key k set master = fresh_master, wrapped = fresh where k.compartment_id = compartment;
end
$$;

-- Which of these files are on record.
create function vault.recorded(asked uuid[]) returns setof uuid
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    perform vault.require_job();
    return query select f.id from vault.file f where f.id = any(asked);
end
$$;
