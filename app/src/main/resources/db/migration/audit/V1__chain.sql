-- One chain for each compartment. Nothing here can be updated or deleted by the application but the head.
create table audit.head (
    compartment_id uuid primary key,
    number bigint not null,
    hash bytea not null check (length(hash) = 32)
);

create table audit.link (
    compartment_id uuid not null,
    number bigint not null check (number > 0),
    recorded_at timestamptz not null,
    commitment bytea not null check (length(commitment) = 32),
    previous bytea not null check (length(previous) = 32),
    hash bytea not null check (length(hash) = 32),
    primary key (compartment_id, number)
);

create table audit.text (
    compartment_id uuid not null,
    number bigint not null,
    salt bytea not null check (length(salt) = 32),
    body text not null,
    primary key (compartment_id, number),
    foreign key (compartment_id, number) references audit.link
);

alter table audit.head enable row level security;
alter table audit.link enable row level security;
alter table audit.text enable row level security;
create policy members_only on audit.head using (access.may_see(compartment_id));
create policy members_only on audit.link using (access.may_see(compartment_id));
create policy members_only on audit.text using (access.may_see(compartment_id));

grant usage on schema audit to ${app_role};
grant select, insert, update on audit.head to ${app_role};
grant select, insert on audit.link, audit.text to ${app_role};
