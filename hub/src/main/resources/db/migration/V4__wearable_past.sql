-- How a wearable was: kept when it changed in more than its numbers, and else every ten minutes.
-- What it is now stands in `wearable_state`.
create table wearable_past (
  wearable text collate "C" not null references wearable on delete cascade,
  stated_at timestamptz not null,
  online boolean,
  boot text,
  phase text,
  visit text,
  battery_percent int,
  link_percent int,
  unsent int,
  firmware text,
  uptime_ms bigint,
  faults text[] not null default '{}',
  primary key (wearable, stated_at)
);
