-- Drills, in the words of those who plan them. When one begins and how it goes is the site's watch's
-- to say; its alarm, and the steps of that, are the rows of any alarm.
create table drill (
  id text collate "C" primary key,
  -- The alarm that it raises at its time, whether that is there yet or not.
  alarm uuid not null unique,
  kind text not null,
  planned_by text collate "C" not null references person,
  planned_at timestamptz not null,
  begins_at timestamptz not null,
  -- Everybody may know beforehand.
  announced boolean not null,
  -- The name of an imaginary person, whom the alarm is about.
  visitor text,
  -- Cancelled by somebody, or (by nobody) not held when its time came.
  called_off_by text collate "C",
  called_off_at timestamptz,
  called_off_why text,
  check ((called_off_at is null) = (called_off_why is null)),
  check (called_off_at is not null or called_off_by is null)
);
create index drill_begins on drill (begins_at);

-- Who has an alarm may change; how long it waited for a person does not.
alter table alarm add column first_owned_at timestamptz;
update alarm set first_owned_at = owned_at where owned_at is not null;
create function alarm_first_owned() returns trigger language plpgsql as $$
begin
  new.first_owned_at := new.owned_at;
  return new;
end
$$;
create trigger alarm_first_owned before insert or update on alarm
  for each row when (new.first_owned_at is null and new.owned_at is not null)
  execute function alarm_first_owned();
create index alarm_raised on alarm (raised_at);
-- Asked in every transaction of the desk, and hardly ever holds a row.
create index alarm_real on alarm (id)
  where resolved_at is null and cause_kind <> 'DRILL' and kind <> 'TECHNICAL';

-- No alarm ends without a person, but a drill that a real alarm ends.
do $$
declare
  it text;
begin
  select conname into strict it from pg_constraint
  where conrelid = 'alarm'::regclass and contype = 'c'
    and pg_get_constraintdef(oid) like '%resolved_by%';
  execute format('alter table alarm drop constraint %I', it);
end
$$;
alter table alarm add constraint alarm_ends_by_a_person
  check ((resolved_by is null) = (resolved_at is null)
    or (cause_kind = 'DRILL' and resolved_by is null));
