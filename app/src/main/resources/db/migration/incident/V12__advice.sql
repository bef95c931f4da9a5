-- Where nothing was advised, nobody can have followed it: that is neither yes nor no.
alter table incident.decision alter column followed drop not null;
update incident.decision set followed = null where recommendation = '';
alter table incident.decision add check (recommendation <> '' or followed is null);
