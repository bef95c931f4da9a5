-- A Meldung that was merged into something is a part of it and does not go before it: as long as the whole is kept, so is
-- the part, whatever its own period says, and a hold on the whole protects both. What a part was merged into may be a part
-- itself, and waits in its turn. Only the job of retention asks, since a member of one end must not learn what becomes of
-- the other.
create function incident.whole(compartment uuid) returns text
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    perform incident.require_retention();
    perform access.require_member(compartment);
    return coalesce((
        select case when exists (
                select 1 from incident.announcement a where a.compartment_id = l.other_compartment_id
            ) then 'ANNOUNCED' else 'STAYS' end
        from incident.link l join incident.report r on r.compartment_id = l.compartment_id and r.state = 'ENDED'
        where l.compartment_id = compartment and l.kind = 'MERGED'
            and not exists (select 1 from incident.tombstone t where t.compartment_id = l.other_compartment_id)
    ), 'GONE');
end
$$;

-- The tombstone is written before anything is deleted, so refusing it refuses the erasing.
create function incident.refuse_before_whole() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    if incident.whole(new.compartment_id) <> 'GONE' then
        raise exception 'what it was merged into is still kept' using errcode = 'check_violation';
    end if;
    return new;
end
$$;
create trigger not_before_the_whole before insert on incident.tombstone
    for each row execute function incident.refuse_before_whole();

-- The whole before its parts, which end before it: so both are announced, and erased, on one day.
create or replace function incident.retention_due(today date, days int) returns setof uuid
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
        ) or exists (select 1 from incident.announcement a where a.compartment_id = m.compartment_id)
        order by m.closed_at desc nulls first;
end
$$;
