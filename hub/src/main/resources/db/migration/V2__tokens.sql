-- A bearer token is 256 random bits that only its holder knows; here is its SHA-256. It needs no
-- salt and no slow hash, since nobody can guess 256 bits.
create table api_token (
  id uuid primary key default gen_random_uuid(),
  -- What it is for, in the words of whoever made it.
  name text not null,
  person text collate "C" not null references person,
  -- At most what the person may do; what the person may no longer do the token may not either.
  roles text[] not null,
  digest bytea not null unique check (length(digest) = 32),
  made_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_token_person on api_token (person);
