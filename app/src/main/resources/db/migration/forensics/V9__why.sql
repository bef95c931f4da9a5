-- Why the rule matched, part by part, with signs in place of names; null where that was not kept.
alter table forensics.finding add column why jsonb;

-- Of the rule: how mature it calls itself, where it looks, and its condition, or one in each line of which one is enough.
alter table forensics.rule_result add column status text not null default '', add column log_source text not null default '',
    add column conditions text not null default '';
