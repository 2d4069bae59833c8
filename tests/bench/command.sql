-- The statements of one command (shared/bus: idempotency, aggregate, journal, outbox), with values of the same sizes.
\set n random(1, 1000)
\set key random(1, 4611686018427387903)
begin;
select pg_try_advisory_xact_lock(:key) as free, k.body_sha256, k.status, k.etag, k.answer from (select 1) as one left join idempotency_keys k on k.actor = '6a3c3f57-9f2e-4b5d-8a11-5d0c7b1eda25'::uuid and k.path = 'POST /enquiries/' || :n and k.key = (:key)::text;
select version as version, chain_length + 1 as number, chain_head, state from aggregates where aggregate = 'enquiry' and reference = 'ENQ-2026-' || lpad((:n)::text, 6, '0') for update \gset
update aggregates set version = version + 1, chain_length = :number, chain_head = decode(repeat('ab', 32), 'hex'), state = jsonb_build_object('state', 'NEW', 'text', repeat('x', 600)) where aggregate = 'enquiry' and reference = 'ENQ-2026-' || lpad((:n)::text, 6, '0') and version = :version;
with rows as (insert into journal (aggregate, reference, number, entry, previous, hash) select 'enquiry', 'ENQ-2026-' || lpad((:n)::text, 6, '0'), :number, convert_to(repeat('e', 420), 'UTF8'), decode(repeat('ab', 32), 'hex'), decode(repeat('ab', 32), 'hex')) insert into journal_contents (aggregate, reference, number, commitment, salt, content) select 'enquiry', 'ENQ-2026-' || lpad((:n)::text, 6, '0'), :number, decode(repeat('cd', 32), 'hex'), decode(repeat('ef', 32), 'hex'), convert_to(repeat('c', 64), 'UTF8');
insert into outbox (stream, subject, event_id, trade_time, traceparent, body, aggregate, reference, number) select 'DARS_INTAKE', 'dars.intake.enquiry_message_added.v1.ENQ-2026-' || lpad((:n)::text, 6, '0'), gen_random_uuid(), now(), null, convert_to(repeat('b', 70), 'UTF8'), 'enquiry', 'ENQ-2026-' || lpad((:n)::text, 6, '0'), :number;
insert into idempotency_keys (actor, path, key, body_sha256, status, etag, answer) values ('6a3c3f57-9f2e-4b5d-8a11-5d0c7b1eda25', 'POST /enquiries/' || :n, (:key)::text, decode(repeat('ab', 32), 'hex'), 201, 2, '{"reference": "ENQ-2026-000001", "number": 1, "state": "NEW"}');
commit;
