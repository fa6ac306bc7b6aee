-- How far the response to an alarm has come: its plan as it was when it was raised, the step, the
-- messages that have not failed. Null in an alarm that is older than this.
alter table alarm add column response jsonb;
-- Counts the changes of an alarm: an older state never replaces a newer one.
alter table alarm add column version int not null default 0;
create index alarm_drill on alarm (id) where cause_kind = 'DRILL' and resolved_at is null;

-- Every open alarm has a timer. The ones that are open now get one that is due at once; whoever
-- fires it begins the ladder.
with timer as (
  select watch, id, row_number() over (partition by watch order by raised_at, id) as number
  from alarm where resolved_at is null),
armed as (
  insert into deadline (watch, alarm, kind, generation, promised_at, due_at)
  select t.watch, t.id, case when a.owner is null then 'ALARM_STEP' else 'STILL_ON_IT' end,
    coalesce(w.last_generation, 0) + t.number, clock_timestamp(), clock_timestamp()
  from timer t join alarm a on a.id = t.id left join watch w on w.id = t.watch
  returning watch, generation)
update watch w set last_generation = greatest(w.last_generation, n.newest)
from (select watch, max(generation) as newest from armed group by watch) n where w.id = n.watch;

-- When each step of a ladder began: round 1 on the way up, from 2 on the last step repeats.
create table alarm_step (
  alarm uuid not null,
  round int not null check (round > 0),
  step int not null check (step >= 0),
  begun_at timestamptz not null,
  -- How many it sent, the board among them.
  messages int not null,
  primary key (alarm, round, step)
);

-- What people did about an alarm, and what came of it. A later line about a step corrects an
-- earlier one; both stay.
create table alarm_outcome (
  id bigint generated always as identity primary key,
  alarm uuid not null,
  step int not null,
  by_person text collate "C" not null,
  noted_at timestamptz not null,
  outcome text not null,
  words text not null
);
create index alarm_outcome_alarm on alarm_outcome (alarm, id);

-- Messages to send. They are put here in the transaction that decides on them, and sent at least
-- once by whichever hub leases them.
create table outbox (
  id bigint generated always as identity primary key,
  alarm uuid not null,
  round int not null,
  -- Of the plan, from 0; -1 for the question whether its owner is still on it.
  step int not null,
  -- Null for a channel that reaches whoever listens.
  person text collate "C",
  channel text not null,
  -- By which an SMS reply takes the alarm.
  code text,
  made_at timestamptz not null,
  state text not null default 'QUEUED'
    check (state in ('QUEUED', 'SENT', 'DELIVERED', 'FAILED', 'DROPPED')),
  attempts int not null default 0,
  -- Not before then.
  next_at timestamptz not null,
  leased_until timestamptz,
  leased_by text,
  sent_at timestamptz,
  -- Delivered, failed or dropped.
  ended_at timestamptz,
  -- Which of the providers for this channel, and its own id of the message.
  provider text,
  reference text,
  -- Technical, of the last failure.
  why text,
  -- The ladder knows that it failed.
  reported boolean not null default false,
  unique nulls not distinct (alarm, round, step, person, channel)
) with (fillfactor = 80);
create index outbox_queued on outbox (next_at) where state = 'QUEUED';
create index outbox_sent on outbox (sent_at) where state = 'SENT' and reference is not null;
create index outbox_unreported on outbox (id) where state = 'FAILED' and not reported;

-- Changes whenever who can be told of an alarm, or how, may have changed.
alter table site add column office_version bigint not null default 1;
create function office_changed() returns trigger language plpgsql as $$
begin
  update site set office_version = office_version + 1;
  return null;
end
$$;
create trigger office_changed after insert or update or delete on person
  for each statement execute function office_changed();

-- Who may take alarms, and by what they can be reached.
create view contact as
select p.id as person, p.roles,
  array_remove(array[
    case when p.mobile is not null then 'SMS' end,
    case when p.mobile is not null then 'CALL' end,
    case when p.email is not null then 'EMAIL' end], null) as channels
from person p
where p.active and p.roles && array['office', 'authoriser', 'admin'];

-- Whether somebody has the board before them. Until that is known it is taken for granted.
create function board_is_watched() returns boolean language sql stable as 'select true';
