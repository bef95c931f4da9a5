-- The job of retention visits one compartment at a time: the one that the transaction names, and no other. Whoever acts
-- otherwise, and every other job, sees what it saw before.
create or replace function access.may_see(compartment uuid) returns boolean
    language sql stable security definer
    set search_path = pg_catalog
as $$
    select exists (
        select 1 from access.member m where m.person_id = access.actor() and m.compartment_id = compartment
    ) or (
        access.actor() = '9ef0e606-6bf4-36e8-b4ec-537060df82d5'::uuid
        and nullif(current_setting('komcert.compartment', true), '')::uuid = compartment
    )
$$;

-- Who was kept out, and why, ends with what they were kept out of. The members stay: they may know that it was erased.
-- Called by the function that erases, and granted to nobody.
create function access.forget_exclusions(compartment uuid) returns void
    language sql
    set search_path = pg_catalog
as $$
    delete from access.exclusion e where e.compartment_id = compartment
$$;
revoke execute on function access.forget_exclusions(uuid) from public;
