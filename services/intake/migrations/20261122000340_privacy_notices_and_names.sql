-- What is known of the pages that applications name as their privacy notices (V27).
create table privacy_notices (
    nic        text primary key,
    url_sha256 text not null,                -- of the address that was named last
    live       boolean,                      -- null: not looked at yet
    code       text,
    checked_on date
);

-- Every name that organisations have or had, by its first words, so that a text's names are found without reading all
-- of them (V28). The key is dars_rules::names::key_of; for what stands here already SQL comes near enough until the
-- organisation is recorded again.
create table name_keys (
    organisation text not null,
    name         text not null,
    key          text not null,
    primary key (organisation, name)
);
create index name_keys_by_key on name_keys (key);
insert into name_keys (organisation, name, key)
select id, organisations.name, array_to_string((regexp_split_to_array(read.words, ' '))[1:2], ' ')
from organisations, lateral (
    select trim(regexp_replace(regexp_replace(replace(lower(organisations.name), '&', ' and '), '[''’‘ʼ`]', '', 'g'),
                               '(^the )|[^[:alnum:]]+', ' ', 'g')) as words
) as read;
