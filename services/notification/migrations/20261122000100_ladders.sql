-- More ladders than one, digests, and what they need to know of contracts.

-- Occasions and mails have another form from here on; nothing was released before. What stood here is left alone.
update occasions set planned = true, told = true;
update mails set state = 'failed', problem = 'older-form' where state in ('planned', 'sending');

alter table mails drop constraint mails_state_check;
alter table mails add constraint mails_state_check
    check (state in ('planned', 'sending', 'sent', 'uncertain', 'failed', 'cancelled'));
alter table mails drop constraint mails_recipient_kind_check;
alter table mails add constraint mails_recipient_kind_check
    check (recipient_kind in ('person', 'enquirer', 'team', 'office'));
create index mails_open_digests on mails (reference, recipient_id) where mail = 'N08' and state = 'planned';

alter table occasions add column plan text;           -- the plan it belongs to, if it is of a ladder
alter table occasions add column cancelled boolean not null default false;  -- nobody owes anything: no mail any more
update occasions set cancelled = true;
create index occasions_of_plan on occasions (plan) where plan is not null and not cancelled;

-- What a digest says, line by line: each once for ever, whichever mail it went in.
create table digest_items (
    key      text    primary key,             -- as in mails
    mail     bigint  not null references mails (id),
    occasion text    not null references occasions (id),
    item     jsonb   not null,
    dropped  boolean not null default false   -- settled before its mail went
);
create index digest_items_of_mail on digest_items (mail);
create index digest_items_of_occasion on digest_items (occasion);

-- Plans by what they are about, so that all of it can end together.
alter table plans add column about text;
alter table plans add column ladder text;
alter table plans add column running boolean not null default true;
update plans set about = reference, ladder = 'agreement-expiry';
alter table plans alter column about set not null;
alter table plans alter column ladder set not null;
create index plans_about on plans (about);

alter table enquiries add column team text;           -- the one that has it, or had it last
alter table applications add column collaborators uuid[] not null default '{}';

-- When an application was withdrawn or lapsed; what was asked of it before no longer matters.
create table applications_over (
    nic text        primary key,
    at  timestamptz not null                  -- trade time
);

-- Who must sign what, who has, and who processes. `edition` is an agreement's version, or empty for a framework contract.
create table parties (
    reference    text    not null,
    edition      text    not null,
    organisation text    not null,
    signs        boolean not null default false,
    signed       boolean not null default false,
    primary key (reference, edition, organisation)
);
create index parties_of_organisation on parties (organisation);

-- The version of each agreement that was in force last.
create table agreements (
    nic          text    primary key,
    organisation text    not null,
    version      text    not null,
    end_day      date    not null,
    in_force     boolean not null
);
create index agreements_of_organisation on agreements (organisation) where in_force;

create table framework_contracts (
    reference    text primary key,
    organisation text not null
);
create index framework_contracts_of_organisation on framework_contracts (organisation);

-- Service agreements of the secure data environment under which people work.
create table sde_services (
    reference text primary key,
    nic       text not null
);
create index sde_services_of_agreement on sde_services (nic);

create table destructions (
    nic     text   primary key,
    version text   not null,
    parties text[] not null                   -- every one must be covered
);

create table certificates (
    reference text   primary key,
    nic       text   not null,
    parties   text[] not null,
    state     text   not null check (state in ('submitted', 'queried', 'accepted'))
);
create index certificates_of_agreement on certificates (nic);
