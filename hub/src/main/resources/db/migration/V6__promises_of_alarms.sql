-- An alarm says which promise was not kept: the deadline that made it, named by its generation.
create index deadline_watch on deadline (watch, generation);
