-- One entry for all the events that a write of a run appends, not one for each: they are committed together and stand side by side
-- in the feed. "seq" is the last of them and "position" where that one stands; the others stand right before it.
alter table run_feed add column events integer not null default 1 check (events > 0);
