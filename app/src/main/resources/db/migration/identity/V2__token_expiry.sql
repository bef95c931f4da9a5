-- No token lives for ever: whoever forgets one would leave a door open.
alter table identity.token add column expires_at timestamptz;
update identity.token set expires_at = issued_at + interval '365 days';
alter table identity.token alter column expires_at set not null;
