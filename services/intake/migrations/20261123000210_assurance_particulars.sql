-- What is known of an assurance beside its outcome: version, review, places, the end of its plan. Rows of before say none.
alter table assurances add column particulars jsonb not null default '{}';
