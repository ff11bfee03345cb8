drop table dead_letter;
drop table waiting_event;
drop table inbox;
drop table consumer_position;
drop table outbox;
drop function wake_relay();
