-- As before, and by a state: one that nobody has touched has no tag and no comment, and nothing became of it. So what was
-- looked at and tagged as a false alarm leaves the list of what is still to be looked at.
drop function forensics.matching_findings(
    uuid, text[], int, text, text, text, text, int, boolean, bigint, bigint, text, uuid, boolean, int);
create function forensics.matching_findings(
    in_incident uuid,
    like_all text[],
    least_level int,
    of_rule text,
    on_host text,
    in_channel text,
    with_tag text,
    of_analysis int,
    in_state text,
    since bigint,
    until bigint,
    sorted_by text,
    beside uuid,
    backwards boolean,
    at_most int
) returns table (finding uuid, total bigint)
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
declare
    own uuid := (select i.compartment_id from incident.incident i where i.id = in_incident);
begin
    perform access.require_member(own);
    return query
    with found as materialized (
        select f.id, f.number, forensics.rank(f.level, sorted_by) as rank,
            forensics.place(forensics.moment(f.ticks, k.ahead_millis), sorted_by) as place
        from forensics.finding f
            left join forensics.host_clock k on k.incident_id = f.incident_id and k.host = f.host
        where f.incident_id = in_incident
            and (least_level is null or f.level >= least_level)
            and (of_rule is null or f.rule = of_rule)
            and (on_host is null or f.host = on_host)
            and (in_channel is null or f.channel = in_channel)
            and (of_analysis is null or f.analysis_id = (
                select a.id from forensics.analysis a where a.incident_id = in_incident and a.number = of_analysis))
            and (with_tag is null or f.id in (
                select t.finding_id from forensics.tag t where t.compartment_id = own and t.name = with_tag))
            and (in_state = 'ANY' or (in_state = 'TAKEN') = (f.id in (
                select o.finding_id from forensics.outcome o where o.compartment_id = own)))
            and (in_state <> 'UNTOUCHED'
                or f.id not in (select t.finding_id from forensics.tag t where t.compartment_id = own)
                    and f.id not in (select c.finding_id from forensics.comment c where c.compartment_id = own))
            and (since is null or forensics.moment(f.ticks, k.ahead_millis) >= since)
            and (until is null or forensics.moment(f.ticks, k.ahead_millis) <= until)
            and (like_all is null or f.words like all (like_all))
    ), boundary as (
        select f.id, f.number, forensics.rank(f.level, sorted_by) as rank,
            forensics.place(forensics.moment(f.ticks, k.ahead_millis), sorted_by) as place
        from forensics.finding f
            left join forensics.host_clock k on k.incident_id = f.incident_id and k.host = f.host
        where f.id = beside and f.incident_id = in_incident
    )
    select page.id, counted.matches
    from (select count(*) as matches from found) counted
        left join lateral (
            select f.id
            from found f left join boundary b on true
            where b.id is null
                or backwards and (f.rank, f.place, f.number, f.id) < (b.rank, b.place, b.number, b.id)
                or not backwards and (f.rank, f.place, f.number, f.id) > (b.rank, b.place, b.number, b.id)
            order by
                case when backwards then -f.rank else f.rank end,
                case when backwards then -f.place else f.place end,
                case when backwards then -f.number else f.number end,
                case when backwards then f.id end desc,
                f.id
            limit at_most
        ) page on true;
end
$$;
