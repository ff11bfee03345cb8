-- The orders of customers, of the whole chain and of one store, and what a desk searches them by.
-- Cities and countries are few enough to be sorted and searched as they are.

create index customer_by_name on customer (last_name, first_name, customer_id);
create index customer_by_create_date on customer (create_date, customer_id);
create index customer_of_store_by_name on customer (store_id, last_name, first_name, customer_id);
create index customer_of_store_by_create_date on customer (store_id, create_date, customer_id);

-- Trigrams find a part of a text whatever its case, and also when the pattern is a parameter of a prepared statement.
create index customer_name_trigrams on customer
  using gin ((first_name || ' ' || last_name) extensions.gin_trgm_ops);
create index customer_email_trigrams on customer using gin (email extensions.gin_trgm_ops);
