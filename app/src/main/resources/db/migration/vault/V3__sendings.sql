-- A file that is being sent in pieces. What has come of it lies encrypted in the folder of the vault, under its id; when
-- all of it has come, a row of vault.file takes the place of this one in the same transaction.
create table vault.sending (
    id uuid primary key,
    compartment_id uuid not null references vault.key,
    begun_by uuid not null,
    size bigint not null check (size >= 0),
    kept_until timestamptz not null
);
create index on vault.sending (compartment_id);
create index on vault.sending (kept_until);

-- Members see what is being sent; whoever began it goes on or ends it.
alter table vault.sending enable row level security;
create policy members_read on vault.sending for select using (access.may_see(compartment_id));
create policy in_ones_own_name on vault.sending for insert
    with check (access.may_see(compartment_id) and begun_by = access.actor());
create policy own_goes_on on vault.sending for update
    using (access.may_see(compartment_id) and begun_by = access.actor())
    with check (access.may_see(compartment_id) and begun_by = access.actor());
create policy own_ends on vault.sending for delete
    using (access.may_see(compartment_id) and begun_by = access.actor());
grant select, insert, delete on vault.sending to ${app_role};
grant update (kept_until) on vault.sending to ${app_role};

-- Whoever is removed sends nothing more, and a later readmission does not bring it back. Past the policy, since somebody
-- else removes them.
create function vault.end_sendings_of_member() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog
as $$
begin
    delete from vault.sending s where s.compartment_id = old.compartment_id and s.begun_by = old.person_id;
    return old;
end
$$;

create trigger sendings_end_with_the_member after delete on access.member
    for each row execute function vault.end_sendings_of_member();

-- Ends what nobody went on with in time, in every compartment; for the job "vault" and for nobody else, as what follows.
create function vault.end_sendings(moment timestamptz) returns void
    language plpgsql security definer
    set search_path = pg_catalog
as $$
begin
    perform vault.require_job();
    delete from vault.sending s where s.kept_until < moment;
end
$$;

-- Which of these are still being sent.
create function vault.sendings(asked uuid[]) returns setof uuid
    language plpgsql stable security definer
    set search_path = pg_catalog
as $$
begin
    perform vault.require_job();
    return query select s.id from vault.sending s where s.id = any(asked);
end
$$;

create or replace function vault.erase(compartment uuid) returns void
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    delete from vault.sending s where s.compartment_id = compartment;
    delete from vault.file f where f.compartment_id = compartment;
    delete from vault.key k where k.compartment_id = compartment;
end
$$;
