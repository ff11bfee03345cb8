drop table customer_request;
drop function tell_of_registrations();
