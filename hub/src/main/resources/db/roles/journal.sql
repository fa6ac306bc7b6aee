-- Run once by safeandaway_owner, after the hub's first migration: takes from the running hub what
-- it never needs. The trigger on the journal refuses the same for everybody; this makes it two
-- locks.
revoke update, delete, truncate on journal, journal_seal from safeandaway_hub;
revoke update on journal_unsealed, quarantine from safeandaway_hub;
revoke insert, update, delete on flyway_schema_history from safeandaway_hub;
grant select on journal, journal_seal, alarm to safeandaway_retention;
grant update (salt, stored) on journal to safeandaway_retention;
