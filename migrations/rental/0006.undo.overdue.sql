drop index rental_overdue_untold;
alter table rental drop column overdue_told_at;
