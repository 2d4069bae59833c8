-- When a name was told: an older telling that comes late does not bring the old name back.
alter table organisations add column named_at timestamptz not null default '-infinity';
alter table organisation_names add column told_at timestamptz not null default '-infinity';
