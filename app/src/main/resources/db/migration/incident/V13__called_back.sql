-- Whether we called back on the registered number is yes, no, or not yet said. A box that was not ticked said nothing.
alter table incident.report alter column called_back drop not null;
alter table incident.report alter column called_back drop default;
update incident.report set called_back = null where not called_back;
