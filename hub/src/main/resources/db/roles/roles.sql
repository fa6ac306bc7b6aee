-- Run once by a database administrator, before the hub's first start:
--   psql -v database=safeandaway -f roles.sql
-- Three roles, none of them a superuser. Give each a password with \password.
--
-- safeandaway_owner owns the tables and runs the migrations (flyway.datasources.default.user).
-- safeandaway_hub is the running hub: it reads and writes rows, makes no tables, and may only add
--   to the journal.
-- safeandaway_retention empties lines of the journal whose time is over.
create role safeandaway_owner login nosuperuser nocreatedb nocreaterole;
create role safeandaway_hub login nosuperuser nocreatedb nocreaterole;
create role safeandaway_retention login nosuperuser nocreatedb nocreaterole;

alter database :"database" owner to safeandaway_owner;
revoke all on database :"database" from public;
grant connect on database :"database" to safeandaway_hub, safeandaway_retention;

-- \connect keeps the rest in that database.
\connect :"database"
grant usage on schema public to safeandaway_hub, safeandaway_retention;
alter default privileges for role safeandaway_owner in schema public
  grant select, insert, update, delete on tables to safeandaway_hub;
alter default privileges for role safeandaway_owner in schema public
  grant usage on sequences to safeandaway_hub;
