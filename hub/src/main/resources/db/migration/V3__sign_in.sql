-- How people sign in. A password is kept as its bcrypt hash; whatever else opens something is 256
-- random bits of which only the SHA-256 stands here, which needs no salt and no slow hash.

create table credential (
  person text collate "C" primary key references person,
  hash text not null,
  changed_at timestamptz not null
);

-- A browser in which somebody is signed in, from then until it expires or is ended.
create table session (
  id uuid primary key default gen_random_uuid(),
  digest bytea not null unique check (length(digest) = 32),
  person text collate "C" not null references person,
  -- Which browser, in few words, so that its owner knows it again.
  browser text not null,
  made_at timestamptz not null,
  -- To the minute, so that looking does not write each time.
  last_seen_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at),
  ended_at timestamptz
);
create index session_person on session (person);
create index session_expires on session (expires_at);

-- Opens, once, the page on which a person chooses a password.
create table set_up_link (
  digest bytea primary key check (length(digest) = 32),
  person text collate "C" not null references person,
  -- Null for the command on the hub's own machine.
  made_by text collate "C" references person,
  made_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at),
  used_at timestamptz
);
create index set_up_link_person on set_up_link (person);

-- Browsers in which a person has signed in before: somebody else's guessing elsewhere does not shut
-- them out.
create table known_browser (
  digest bytea not null check (length(digest) = 32),
  person text collate "C" not null references person,
  last_signed_in_at timestamptz not null,
  primary key (digest, person)
);

-- Guessed wrong so often. Every hub counts here, so that two hubs allow no more than one.
create table sign_in_attempt (
  -- Whose password, or from which address.
  subject text collate "C" primary key,
  failures int not null check (failures >= 0),
  last_at timestamptz not null,
  shut_until timestamptz
);
create index sign_in_attempt_last on sign_in_attempt (last_at);
