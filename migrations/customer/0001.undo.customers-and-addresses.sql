drop table customer, address, city, country;
