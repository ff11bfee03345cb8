drop table credential;
drop type password_algorithm;
drop type principal_kind;
