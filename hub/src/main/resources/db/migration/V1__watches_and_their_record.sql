-- PostgreSQL 15 or later. Ids are compared by their bytes (collate "C"), so that every hub locks
-- rows in one order whatever the database's locale.
--
-- Rows that every event touches carry no foreign key to `watch`: the check would take a share lock
-- on the watch's row, and a panic must be able to commit its alarm while that row is locked.

-- The database itself: one row.
create table site (
  only_row boolean primary key default true check (only_row),
  -- Changes only when a database is restored from a backup; wearables compare it.
  epoch text not null,
  -- No hub time written by any hub is later. Hub time starts from here, never from a clock alone.
  high_water timestamptz not null
);
insert into site (epoch, high_water)
values (substr(replace(gen_random_uuid()::text, '-', ''), 1, 16), clock_timestamp());

-- Every version of the site's rules. A version is never changed, so the number of a version is a
-- snapshot: visits and alarms keep the number.
create table policy (
  version int primary key check (version > 0),
  rules jsonb not null,
  saved_by text,
  saved_at timestamptz not null
);
insert into policy (version, rules, saved_at) values (1, '{
  "checkInEvery": "PT20M", "checkInGrace": "PT1M", "reminders": ["PT5M", "PT1M", "PT0S"],
  "arrivalGrace": "PT10M", "noShowWait": "PT20M", "endGrace": "PT5M", "extensionStep": "PT15M",
  "maximumExtensions": 4, "leavingWithin": "PT5M", "lostContactAfter": "PT1M30S",
  "lostContactAlarms": true, "authoriserRoles": ["admin", "authoriser"]}', clock_timestamp());

create table person (
  id text collate "C" primary key,
  name text not null,
  mobile text,
  email text,
  roles text[] not null default '{}',
  active boolean not null default true,
  made_at timestamptz not null
);

create table wearable (
  id text collate "C" primary key,
  label text not null,
  registered_at timestamptz not null,
  retired_at timestamptz,
  -- What down/visit says now, complete, as it goes to the broker; null before the first.
  revision bigint not null default 0,
  notice text,
  noticed_at timestamptz
);

-- How a wearable was when last heard of. Apart from `wearable`, so that the stream of states never
-- waits for a notice, nor a notice for it.
create table wearable_state (
  wearable text collate "C" primary key references wearable on delete cascade,
  heard_at timestamptz,
  online boolean,
  connection text,
  stated_at timestamptz,
  boot text,
  phase text,
  visit text,
  revision bigint,
  battery_percent int,
  link_percent int,
  unsent int,
  firmware text,
  uptime_ms bigint,
  faults text[] not null default '{}'
) with (fillfactor = 80);

-- A visit in the words of those who planned it. What guards it is the watch 'visit/<id>'.
create table visit (
  id text collate "C" primary key,
  planned_by text collate "C" not null references person,
  planned_at timestamptz not null,
  expected_arrival timestamptz not null,
  agreed_end timestamptz not null,
  silent boolean not null,
  audible_panic boolean not null,
  purpose text not null,
  place text not null,
  address text not null,
  notes text not null
);

create table visit_visitor (
  visit text collate "C" not null references visit on delete cascade,
  participant int not null check (participant > 0),
  person text collate "C" not null references person,
  primary key (visit, participant)
);
create index visit_visitor_person on visit_visitor (person);

-- Who wore a wearable, when, on which visit. One row is open for a wearable, or none.
create table assignment (
  id bigint generated always as identity primary key,
  wearable text collate "C" not null references wearable,
  person text collate "C" references person,
  visit text collate "C" references visit,
  participant int,
  begins_at timestamptz not null,
  ends_at timestamptz,
  check (ends_at >= begins_at)
);
create unique index assignment_open on assignment (wearable) where ends_at is null;
create index assignment_wearable on assignment (wearable, begins_at);
create index assignment_visit on assignment (visit);

create table watch (
  id text collate "C" primary key,
  -- PLANNED, GUARDING, CLOSED, STANDING, SITE; null before the first input. A copy of what `state`
  -- says, to select by.
  stage text,
  state jsonb,
  last_generation bigint not null default 0,
  -- The rules the visit was authorised under; null until then: the newest.
  policy_version int references policy,
  changed_at timestamptz
) with (fillfactor = 80);
create index watch_stage on watch (stage) where stage in ('PLANNED', 'GUARDING');

-- Every promise is one row. Re-arming replaces the row by one with a higher generation.
create table deadline (
  id bigint generated always as identity primary key,
  watch text collate "C" not null,
  participant int,
  alarm uuid,
  kind text not null,
  generation bigint not null,
  promised_at timestamptz not null,
  due_at timestamptz not null check (due_at >= promised_at),
  state text not null default 'OPEN' check (state in ('OPEN', 'FIRED', 'CLOSED', 'REPLACED')),
  fired_at timestamptz check ((state = 'FIRED') = (fired_at is not null))
) with (fillfactor = 80);
create unique index deadline_open on deadline (watch, participant, alarm, kind)
  nulls not distinct where state = 'OPEN';
create index deadline_due on deadline (due_at) where state = 'OPEN';

create table alarm (
  id uuid primary key,
  watch text collate "C" not null,
  kind text not null,
  cause_kind text not null,
  cause_id text collate "C" not null,
  participant int,
  wearable text collate "C",
  wearer_then text collate "C",
  wearer_now text collate "C",
  raised_at timestamptz not null,
  occurred_at timestamptz not null,
  occurred_uncertain boolean not null,
  during_outage boolean not null,
  owner text collate "C",
  owned_at timestamptz,
  resolved_by text collate "C",
  resolved_at timestamptz,
  reason text,
  resolution text,
  -- The rules it was raised under.
  policy_version int not null,
  unique (cause_kind, cause_id),
  check ((owner is null) = (owned_at is null)),
  check ((resolved_by is null) = (resolved_at is null)),
  check ((resolved_at is null) = (reason is null)),
  check ((resolved_at is null) = (resolution is null))
) with (fillfactor = 80);
create index alarm_open on alarm (watch) where resolved_at is null;
create index alarm_watch on alarm (watch, raised_at);

create table alarm_note (
  id bigint generated always as identity primary key,
  alarm uuid not null,
  by_person text collate "C",
  noted_at timestamptz not null,
  words text not null
);
create index alarm_note_alarm on alarm_note (alarm, id);

-- What makes an input count once.
create table inbound (
  id text collate "C" primary key,
  watch text collate "C" not null,
  received_at timestamptz not null,
  occurred_at timestamptz,
  occurred_known boolean,
  outcome text,
  -- false: the watch's step is still owed, and `content` holds what to step.
  stepped boolean not null,
  content bytea,
  check (stepped or content is not null)
);
create index inbound_owed on inbound (watch, received_at) where not stepped;
create index inbound_received on inbound (received_at);

-- What could not be read or could not be stepped, with its bytes.
create table quarantine (
  id bigint generated always as identity primary key,
  input text collate "C" not null unique,
  topic text,
  bytes bytea not null,
  why text not null,
  words text not null,
  quarantined_at timestamptz not null
);
create index quarantine_at on quarantine (quarantined_at);

-- The journal: append-only. `stored` is the whole line as UTF-8 JSON; what stands beside it is only
-- there to select by. Retention empties salt and stored, and keeps digest = SHA-256(salt || stored),
-- so the chain still verifies.
create table journal (
  id bigint generated always as identity primary key,
  watch text collate "C" not null,
  at timestamptz not null,
  what text not null,
  salt bytea,
  stored bytea,
  digest bytea not null check (length(digest) = 32),
  check ((salt is null) = (stored is null))
);
create index journal_watch on journal (watch, id);
create index journal_at on journal (at);

-- Committed lines without a position yet. A line gets here in the transaction that writes it, so
-- the sealer needs no guess about ids that commit out of order.
create table journal_unsealed (
  journal_id bigint primary key
);

-- The chain. hash = SHA-256(hash before || position || journal id || time || digest).
create table journal_seal (
  position bigint primary key check (position > 0),
  journal_id bigint not null unique,
  hash bytea not null check (length(hash) = 32),
  sealed_at timestamptz not null
);

-- Append-only for every role, the owner of the tables included. Only retention may change a line,
-- and only by emptying it.
create function journal_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'journal' and tg_op = 'UPDATE' then
    if new.salt is null and new.stored is null
        and (new.id, new.watch, new.at, new.what, new.digest)
          = (old.id, old.watch, old.at, old.what, old.digest) then
      return new;
    end if;
  end if;
  raise exception 'the journal is append-only: % on %', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;
create trigger append_only before update or delete on journal
  for each row execute function journal_is_append_only();
create trigger append_only before update or delete on journal_seal
  for each row execute function journal_is_append_only();
create trigger never_emptied before truncate on journal
  for each statement execute function journal_is_append_only();
create trigger never_emptied before truncate on journal_seal
  for each statement execute function journal_is_append_only();
