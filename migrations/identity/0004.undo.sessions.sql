drop table sign_in_throttle;
drop table signing_key;
drop table refresh_token;
drop table session;
drop type session_end;
drop table login_name;
