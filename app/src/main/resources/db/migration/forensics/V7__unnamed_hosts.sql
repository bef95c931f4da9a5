-- Hosts in the logs that the order does not name: how many, and the first of them, one in each line.
alter table forensics.sight
    add column unnamed int not null default 0 check (unnamed >= 0),
    add column unnamed_hosts text not null default '';
