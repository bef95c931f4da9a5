-- The lists of the Einrichtungen that rules were filled with: their names, one in each line, and a hash over their values.
alter table forensics.analysis add column lists text not null default '', add column lists_hash text not null default '';
grant update (lists, lists_hash) on forensics.analysis to ${app_role};
