-- The system chain. A row says that at this time the heads of some compartments were such and such, and not which: its
-- root is one hash over a tree of fixed size in which real leaves and random ones cannot be told apart. It grows by one
-- row at fixed times, whether anything happened or not. So everybody may read it, and it tells nothing.
create table audit.anchor (
    number bigint primary key check (number > 0),
    at timestamptz not null,
    root bytea not null check (length(root) = 32),
    previous bytea not null check (length(previous) = 32),
    hash bytea not null check (length(hash) = 32)
);

-- The way from the head of a compartment to the root of an anchor, for those who see the compartment.
create table audit.anchored (
    compartment_id uuid not null,
    head_number bigint not null check (head_number > 0),
    head_hash bytea not null check (length(head_hash) = 32),
    anchor bigint not null references audit.anchor,
    salt bytea not null check (length(salt) = 32),
    slot int not null check (slot between 0 and 65535),
    siblings bytea not null check (length(siblings) = 16 * 32),
    primary key (compartment_id, head_number)
);

alter table audit.anchor enable row level security;
alter table audit.anchored enable row level security;
create policy whoever_acts on audit.anchor using (access.actor() is not null);
create policy members_only on audit.anchored using (access.may_see(compartment_id));

grant select on audit.anchor, audit.anchored to ${app_role};

-- The functions below look at the heads of all compartments, for the job "anchoring" and for nobody else. The
-- application can add an anchor in no other way, and change or remove none.
create function audit.require_job() returns void
    language plpgsql stable
    set search_path = pg_catalog
as $$
begin
    if access.actor() <> 'c37bae57-4ecc-3a3f-abf7-045d17a8bc45'::uuid then
        raise exception 'only the job anchoring may do this' using errcode = 'insufficient_privilege';
    end if;
end
$$;

-- The heads that no anchor holds yet; more than these wait for the next time.
create function audit.moved_heads() returns table (compartment_id uuid, number bigint, hash bytea)
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    perform audit.require_job();
    return query select h.compartment_id, h.number, h.hash from audit.head h
        where h.number > 0 and not exists (
            select 1 from audit.anchored d
            where d.compartment_id = h.compartment_id and d.head_number = h.number)
        limit 10000;
end
$$;

create function audit.append_anchor(number bigint, at timestamptz, root bytea, previous bytea, hash bytea,
        compartments uuid[], head_numbers bigint[], head_hashes bytea[], salts bytea[], slots int[], siblings bytea[])
        returns void
    language plpgsql security definer
    set search_path = pg_catalog
as $$
begin
    perform audit.require_job();
    insert into audit.anchor values (number, at, root, previous, hash);
    insert into audit.anchored (compartment_id, head_number, head_hash, anchor, salt, slot, siblings)
        select head.compartment, head.number, head.hash, append_anchor.number, head.salt, head.slot, head.siblings
        from unnest(compartments, head_numbers, head_hashes, salts, slots, append_anchor.siblings)
            as head (compartment, number, hash, salt, slot, siblings);
end
$$;
