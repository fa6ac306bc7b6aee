-- A channel may take every message and yet be of no use: what its provider takes does not arrive, or
-- nobody can read what people answer. Each of these troubles ends by itself only, and not with the
-- next message that the provider takes. Why is technical, without secrets and personal data.
alter table channel_result
  add column undelivered_since timestamptz,
  add column undelivered text,
  add column unread_since timestamptz,
  add column unread text;
