-- Whoever was told of an alarm outside hears, once, that somebody has it or has closed it. Those are
-- rows of the outbox too: their step is -2 (somebody has it) or -3 (it is closed), their round the
-- version that the alarm got by it. Nothing climbs if one fails, so they are reported from the start.

-- Who has the alarm, or has closed it; null in all other rows, and if nobody did: a drill that a real
-- alarm ended.
alter table outbox add column by_person text collate "C";
