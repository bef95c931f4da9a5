-- How many people of the incident had a sign when results were deleted: their numbers are given to nobody else, since what
-- was made of findings speaks of them.
alter table forensics.analysis_order add column persons int not null default 0 check (persons >= 0);

-- As before, and what waits or runs under the order ends with it: else its results would come after their day.
create or replace function forensics.delete_results(wanted uuid) returns void
    language plpgsql security definer
    set search_path = pg_catalog
as $$
declare
    ordered forensics.analysis_order;
begin
    perform forensics.require_job();
    -- Waits for whoever is keeping results under it.
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
    update forensics.analysis a set state = 'CANCELLED', ended_at = now()
        where a.order_id = wanted and a.state in ('WAITING', 'RUNNING');
    delete from forensics.outcome t using forensics.finding f, forensics.analysis a
        where t.finding_id = f.id and f.analysis_id = a.id and a.order_id = wanted;
    delete from forensics.comment t using forensics.finding f, forensics.analysis a
        where t.finding_id = f.id and f.analysis_id = a.id and a.order_id = wanted;
    delete from forensics.tag t using forensics.finding f, forensics.analysis a
        where t.finding_id = f.id and f.analysis_id = a.id and a.order_id = wanted;
    delete from forensics.finding t using forensics.analysis a where t.analysis_id = a.id and a.order_id = wanted;
    delete from forensics.rule_result t using forensics.analysis a where t.analysis_id = a.id and a.order_id = wanted;
    delete from forensics.problem t using forensics.analysis a where t.analysis_id = a.id and a.order_id = wanted;
    update forensics.analysis_order o set deleted_at = now(), persons = coalesce(
            (select max(p.number) from forensics.pseudonym p where p.incident_id = ordered.incident_id), 0)
        where o.id = wanted;
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
