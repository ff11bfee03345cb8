drop index customer_email_trigrams;
drop index customer_name_trigrams;
drop index customer_of_store_by_create_date;
drop index customer_of_store_by_name;
drop index customer_by_create_date;
drop index customer_by_name;
