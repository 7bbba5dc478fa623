-- A run has one place in the schedule through all its generations. A second one, made by a repair, would let another node take the
-- run up, and calls that have nothing to do with the repair would be cut off with their driver. ADR 51.

update scheduled_tasks
set task_instance = split_part(task_instance, ':', 1) || ':' || split_part(task_instance, ':', 2)
where task_name = 'run';
