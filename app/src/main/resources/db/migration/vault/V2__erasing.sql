-- Destroys the key of a compartment and what is known of its files. Without the key the files are noise, wherever copies
-- of them are; the program takes them from the disk after this is committed. Called by the function that erases an
-- incident, and granted to nobody.
create function vault.erase(compartment uuid) returns void
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    delete from vault.file f where f.compartment_id = compartment;
    delete from vault.key k where k.compartment_id = compartment;
end
$$;
revoke execute on function vault.erase(uuid) from public;
