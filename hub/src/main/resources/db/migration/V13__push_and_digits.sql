-- Telephones: browsers that are told of alarms by push, and digits pressed in calls.

-- The pair of keys by which push services know that it is this hub who sends (VAPID): one row, made
-- by the first hub that needs it, and never changed, since every subscription is bound to it. It is
-- for the hub alone: no other role is granted anything on it.
create table push_key (
  only_row boolean primary key default true check (only_row),
  public_key text not null,
  private_key text not null,
  made_at timestamptz not null
);

-- A browser that somebody has asked to be told in. What is sent there is encrypted for it with
-- these keys.
create table push_subscription (
  id uuid primary key default gen_random_uuid(),
  person text collate "C" not null references person,
  -- The session in which it was made, or last renewed. To sign out of that one is to be told no
  -- more; one that merely grows old does not count as that. Null when its row is gone.
  session uuid references session on delete set null,
  -- Whoever has it can send nothing that the browser would show, without the key pair above.
  endpoint text not null unique,
  p256dh text not null,
  auth text not null,
  browser text not null,
  made_at timestamptz not null,
  last_taken_at timestamptz,
  last_failed_at timestamptz,
  failure text,
  check ((last_failed_at is null) = (failure is null))
);
create index push_subscription_person on push_subscription (person);
create index push_subscription_session on push_subscription (session);

-- Those that count at this moment.
create view push_device as
  select s.* from push_subscription s join person p on p.id = s.person and p.active;

-- Whoever signs out somewhere, or is signed out, is told there no more, from that very moment.
create function push_ends_with_session() returns trigger language plpgsql as $$
begin
  delete from push_subscription where session = new.id;
  return null;
end
$$;
create trigger push_ends after update of ended_at on session
  for each row when (new.ended_at is not null) execute function push_ends_with_session();

-- An address that takes the digit which somebody presses in one call. Only its SHA-256 stands here.
create table call_digit (
  digest bytea primary key check (length(digest) = 32),
  -- The row of the outbox that the call is of; negative for a test.
  outbox bigint not null,
  made_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at),
  used_at timestamptz,
  -- Twilio's id of the call in which it was used.
  call text,
  check (used_at is not null or call is null)
);
create index call_digit_call on call_digit (call) where call is not null;
create index call_digit_expires on call_digit (expires_at);

-- What people have answered by SMS, each once, by the provider's id of it, and what came of it.
create table reply (
  id text primary key,
  channel text not null,
  -- As the network says it; of somebody whom nobody knows too, since guesses are counted by it.
  sender text not null,
  -- The message that it answers, if it does.
  outbox bigint,
  outcome text not null,
  sent_at timestamptz not null,
  read_at timestamptz not null
);
create index reply_sender on reply (sender, read_at);
create index reply_read on reply (read_at);
