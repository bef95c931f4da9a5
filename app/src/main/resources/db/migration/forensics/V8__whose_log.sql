-- Which of the affected Einrichtungen a file comes from, as it was called then; empty where nobody said.
alter table forensics.analysed_file add column einrichtung text not null default '';
