-- After a step backwards of the database's clock hub time stays ahead of it. A hub that starts then
-- takes hub time from the clock and this, else the time while no hub ran would be lost.
alter table site add column ahead_of_clock interval not null default '0';
