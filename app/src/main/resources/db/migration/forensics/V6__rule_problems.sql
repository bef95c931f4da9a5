-- What is wrong with the rules of an analysis, the first of it; those that could not be loaded come first.
create table forensics.rule_problem (
    analysis_id uuid not null references forensics.analysis on delete cascade,
    compartment_id uuid not null,
    number int not null,
    file text not null,
    line int not null,
    -- Of the rule; empty where its file could not be read that far.
    title text not null,
    reason text not null check (reason <> ''),
    -- Whether the rule is left out because of it.
    refused boolean not null,
    primary key (analysis_id, number)
);
alter table forensics.rule_problem enable row level security;
create policy members_only on forensics.rule_problem using (access.may_see(compartment_id));
create index on forensics.rule_problem (compartment_id);
grant select, insert on forensics.rule_problem to ${app_role};

-- How many rules are used although something is wrong with them, those included whose problem is not kept.
alter table forensics.analysis add column rules_noted int not null default 0;
grant update (rules_noted) on forensics.analysis to ${app_role};
