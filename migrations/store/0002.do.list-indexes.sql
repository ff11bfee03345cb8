-- The order of staff by name. That by username is served by staff_username; a store has too few members to need more.

create index staff_by_name on staff (last_name, first_name, staff_id);
