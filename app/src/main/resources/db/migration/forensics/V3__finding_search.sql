-- When an event happened, put right by what is known of its host's clock, in ticks; null where it tells no time, or one
-- beyond all calendars.
create function forensics.moment(ticks bigint, ahead_millis bigint) returns bigint
    language sql immutable
    return case when ticks between 0 and 9000000000000000000 then ticks - coalesce(ahead_millis, 0) * 10000 end;

-- The place of a finding in a list: by its rank, then by its moment. What tells no time comes last.
create function forensics.rank(level int, sorted_by text) returns int
    language sql immutable
    return case when sorted_by = 'LEVEL' then -level else 0 end;
create function forensics.place(moment bigint, sorted_by text) returns bigint
    language sql immutable
    return coalesce(case when sorted_by = 'NEWEST' then -moment else moment end, 9223372036854775807);

-- The findings of an incident that match, in order, from one of them on. The policy of the table would be asked once for
-- every row, which takes longer than everything else; whoever asks here must be a member of the compartment instead. It gives
-- ids and how many match; what stands in them is read past no policy.
create function forensics.matching_findings(
    in_incident uuid,
    like_all text[],
    least_level int,
    of_rule text,
    on_host text,
    in_channel text,
    with_tag text,
    of_analysis int,
    became_something boolean,
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
begin
    perform access.require_member((select i.compartment_id from incident.incident i where i.id = in_incident));
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
            and (of_analysis is null or exists (
                select 1 from forensics.analysis a where a.id = f.analysis_id and a.number = of_analysis))
            and (with_tag is null or exists (
                select 1 from forensics.tag t where t.finding_id = f.id and t.name = with_tag))
            and (became_something is null or became_something = exists (
                select 1 from forensics.outcome o where o.finding_id = f.id))
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

-- What the findings of an incident can be filtered by, with how many there are; for the same reason.
create function forensics.finding_places(in_incident uuid) returns table (kind text, name text, findings bigint)
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    perform access.require_member((select i.compartment_id from incident.incident i where i.id = in_incident));
    return query
    (select 'HOST', f.host, count(*) from forensics.finding f
        where f.incident_id = in_incident and f.host <> '' group by f.host order by count(*) desc, f.host limit 200)
    union all
    (select 'CHANNEL', f.channel, count(*) from forensics.finding f
        where f.incident_id = in_incident and f.channel <> '' group by f.channel order by count(*) desc, f.channel limit 200)
    union all
    (select 'TAG', t.name, count(*) from forensics.tag t join forensics.finding f on f.id = t.finding_id
        where f.incident_id = in_incident group by t.name order by count(*) desc, t.name limit 200);
end
$$;
