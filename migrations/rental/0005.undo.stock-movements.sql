drop trigger copies_moved on inventory_item;
drop trigger copies_added on inventory_item;
drop function note_moved_copies();
drop function note_added_copies();
drop function current_movement();
drop table stock_movement;
alter table inventory_item drop column destination_store_id;
