-- What the lists of rentals are ordered by, each with the id that breaks ties. Copies are ordered by id, for which the
-- first migration has made the indexes. A customer and a copy have few rentals, which are sorted as they are read.

create index rental_by_rental_date on rental (rental_date, rental_id);
create index rental_by_due_at on rental (due_at, rental_id);
create index rental_of_store_by_rental_date on rental (store_id, rental_date, rental_id);
create index rental_of_store_by_due_at on rental (store_id, due_at, rental_id);

-- Open rentals are few among all that ever were; desks and customers ask for them, and for what is overdue, all day.
create index rental_open on rental (rental_id) where return_date is null;
create index rental_open_by_rental_date on rental (rental_date, rental_id) where return_date is null;
create index rental_open_by_due_at on rental (due_at, rental_id) where return_date is null;
create index rental_open_of_store_by_due_at on rental (store_id, due_at, rental_id) where return_date is null;
create index rental_open_of_customer_by_due_at on rental (customer_id, due_at, rental_id) where return_date is null;
