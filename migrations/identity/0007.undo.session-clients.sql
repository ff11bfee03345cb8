alter table session drop column client_id;
