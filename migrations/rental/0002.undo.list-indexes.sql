drop index
  rental_by_rental_date,
  rental_by_due_at,
  rental_of_store_by_rental_date,
  rental_of_store_by_due_at,
  rental_open,
  rental_open_by_rental_date,
  rental_open_by_due_at,
  rental_open_of_store_by_due_at,
  rental_open_of_customer_by_due_at;
