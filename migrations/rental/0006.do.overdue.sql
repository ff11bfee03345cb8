-- When it was told that a rental is overdue: once for each rental, by the job mark-overdue.

alter table rental add column overdue_told_at timestamptz;

create index rental_overdue_untold on rental (due_at, rental_id)
  where return_date is null and overdue_told_at is null;
