-- What lets an invitee accept, joined to the mail when it is sent, and forgotten with the contact.
alter table contacts add column token text;
