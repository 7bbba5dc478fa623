-- In the order in which they are placed: else the planner reads the whole feed by its key to find the few that wait.
drop index run_feed_unplaced;
create index run_feed_unplaced on run_feed (tenant_id, run_id, seq) where position is null;
