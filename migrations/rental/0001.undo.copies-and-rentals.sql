drop table rental, inventory_item;
drop type copy_status;
