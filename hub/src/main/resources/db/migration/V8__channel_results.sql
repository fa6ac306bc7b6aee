-- What came of the last attempts by each channel. Whether it works is worked out of these times.
create table channel_result (
  channel text collate "C" primary key,
  attempted_at timestamptz,
  worked_at timestamptz,
  failed_at timestamptz,
  -- Of the last failure; technical, without secrets and personal data.
  failure text,
  -- The first failure after it last worked; null while it works.
  failing_since timestamptz,

  -- The last test that somebody asked for, and how far it has come.
  tested_at timestamptz,
  tested_by text collate "C" references person,
  test_taken_at timestamptz,
  test_delivered_at timestamptz,
  test_failed_at timestamptz,
  test_failure text
);
