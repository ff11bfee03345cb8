-- The staff see the copies of their store and those that are in transit to it, which are found by where they go.

create index inventory_item_on_the_way_to_store on inventory_item (destination_store_id, inventory_id)
  where destination_store_id is not null;
