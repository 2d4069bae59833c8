-- The whole entry of a data set, and its version. Rows from before have none until they are loaded or saved anew: what is
-- known of them is in the columns beside it.
alter table datasets add column entry jsonb;
alter table datasets add column version bigint not null default 1;
