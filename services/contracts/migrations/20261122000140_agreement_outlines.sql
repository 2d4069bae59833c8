-- What lists of agreements are computed from: the state without its documents, which would be read by the megabyte.
-- Null until an agreement is next written; its state is read then.
alter table agreements add column outline jsonb;
