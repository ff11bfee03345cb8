drop table store_address_next, store_address;
