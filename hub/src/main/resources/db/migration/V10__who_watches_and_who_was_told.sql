-- Who sits before the board. Times here are the database's own clock: every hub reads the same one,
-- and what it says has to hold for seconds only.

-- A session in which a page of the office is open, or was.
create table board_seat (
  session uuid primary key references session on delete cascade,
  person text collate "C" not null references person,
  -- When a page last said that it is there.
  seen_at timestamptz not null,
  -- When a page last said that an alarm would be heard in it; null before the first.
  sound_at timestamptz,
  -- When the person last did something there: said that they watch, took an alarm, wrote a note.
  pressed_at timestamptz not null,
  -- For how long that counts, as the hub had it that the page last spoke to.
  press_within interval not null
) with (fillfactor = 80);

-- Those who watch at this moment, until when unless they are heard of again. A page speaks every
-- 10 s, so one that is not heard of for 25 s is gone. An instant that lies ahead was written before
-- the clock was set back, and says nothing.
create view watcher as
select s.session, s.person, least(s.sound_at + interval '25 seconds',
    s.pressed_at + s.press_within) as until
from board_seat s
join session e on e.id = s.session and e.ended_at is null
join person p on p.id = s.person and p.active and p.roles && array['office', 'authoriser', 'admin']
where s.sound_at between clock_timestamp() - interval '25 seconds'
    and clock_timestamp() + interval '1 second'
  and s.pressed_at <= clock_timestamp() + interval '1 second'
  and s.pressed_at + s.press_within > clock_timestamp();

-- Asked in every transaction of the desk, so its plan is kept: PL/pgSQL.
create or replace function board_is_watched() returns boolean language plpgsql volatile as $$
begin
  return exists (select from watcher);
end
$$;

-- Whether anybody is out: with a wearable, from an hour before they are expected, until they say
-- "safe and away". A covert alarm that holds a visit open after that has no part in it, since what
-- follows from this reaches wearables.
create function somebody_is_out() returns boolean language plpgsql volatile as $$
begin
  return exists (
    select from watch w
    cross join lateral jsonb_array_elements(w.state -> 'participants') who
    left join visit v on w.id = 'visit/' || v.id
    where w.stage = 'GUARDING' and who ->> 'phase' <> 'OVER'
      and (who ->> 'phase' <> 'BEFORE'
        or who ->> 'wearable' is not null
          and v.expected_arrival < clock_timestamp() + interval '1 hour'));
end
$$;

-- What the hubs, together, saw of it: one row.
create table lookout (
  only_row boolean primary key default true check (only_row),
  -- When any hub last looked; null before the first.
  looked_at timestamptz,
  -- Since when somebody is out and nobody watches; null while that is not so.
  nobody_since timestamptz
);
insert into lookout default values;

-- When a wearable first said itself that it holds a notice in which a person has the alarm: the last
-- rung of an alarm's way back to its wearer. A covert alarm is in no notice.
create table alarm_told (
  alarm uuid primary key,
  told_at timestamptz not null
);
create function alarm_is_told() returns trigger language plpgsql as $$
begin
  insert into alarm_told (alarm, told_at)
  select a.id, new.stated_at from alarm a join wearable w on w.id = a.wearable
  where a.wearable = new.wearable and a.resolved_at is null and a.owner is not null
    and a.kind <> 'DURESS' and new.stated_at >= a.owned_at
    and new.revision >= w.revision and w.notice is not null
    and exists (
      select from jsonb_array_elements(w.notice::jsonb -> 'alarms') told
      where told ->> 'id' = a.id::text and (told ->> 'owned')::boolean)
  on conflict do nothing;
  return null;
end
$$;
create trigger alarm_is_told after update on wearable_state
  for each row when (new.stated_at is not null and old.revision is distinct from new.revision)
  execute function alarm_is_told();
