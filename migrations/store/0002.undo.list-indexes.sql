drop index staff_by_name;
