-- The search over references: a contract by its number, or by the characters behind it.
create index framework_contracts_by_number on framework_contracts ((ltrim(split_part(contract, '-', 2), '0')));
create index framework_contracts_by_check on framework_contracts ((split_part(contract, '-', 3)));
