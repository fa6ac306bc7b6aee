-- Every hub sees a step of the database's clock for itself, and it is one alarm: the first to see it
-- writes down when, by that clock.
alter table site add column clock_stepped_at timestamptz;
