-- Takes the texts of a chain and their salts, all but the last one, which says that and why. The links stay, so that the
-- chain still verifies. Called by the function that erases an incident, and granted to nobody.
create function audit.erase_texts(compartment uuid) returns void
    language sql
    set search_path = pg_catalog
as $$
    delete from audit.text t using audit.head h
        where t.compartment_id = compartment and h.compartment_id = compartment and t.number < h.number
$$;
revoke execute on function audit.erase_texts(uuid) from public;
