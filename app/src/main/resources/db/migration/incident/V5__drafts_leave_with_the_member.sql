-- Whoever is removed loses their drafts at once; nobody could ever read them again, and a later readmission must not
-- bring them back. Past the policy, since a draft is seen by its writer alone and removed by somebody else.
create function incident.forget_drafts() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog
as $$
begin
    delete from incident.draft d where d.compartment_id = old.compartment_id and d.person_id = old.person_id;
    return old;
end
$$;

create trigger drafts_leave_with_the_member after delete on access.member
    for each row execute function incident.forget_drafts();
