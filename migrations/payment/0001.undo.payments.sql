drop table payment, payment_key;
drop function make_payment_partitions(date, date);
drop function record_payment_keys();
