-- Access tokens say which client they were issued to, as long as their session lasts.

alter table session
  -- The client that signed in: the listener of the gateway at which it did. Null of sessions from before that was noted: their
  -- tokens name none.
  add column client_id text check (length(client_id) between 1 and 100);
