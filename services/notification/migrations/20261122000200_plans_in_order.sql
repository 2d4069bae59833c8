-- The sweep takes plans in this order, some at a time: so a day on which very many fall due is not sorted for each of them.
create index plans_due_in_order on plans (next_due, reference) where next_due is not null;
drop index plans_due;
