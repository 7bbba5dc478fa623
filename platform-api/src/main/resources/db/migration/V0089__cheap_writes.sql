-- A run's steps and its entries in the feed are written in the one statement that holds the lock of the run's row: a look at that
-- row for each of them proves nothing, and costs more than the row itself. Runs are never deleted; whoever will do that deletes
-- these with them.
alter table run_step drop constraint run_step_tenant_id_run_id_fkey;
alter table run_feed drop constraint run_feed_tenant_id_run_id_fkey;

-- Rows come and go here by the second; what is dead is read again and again until it is taken away.
alter table scheduled_tasks set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
