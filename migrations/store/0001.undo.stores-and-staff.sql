alter table store drop constraint store_manager_staff_id_fkey;
drop table staff, store;
