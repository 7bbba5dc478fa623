-- A yes that mcp-server has used answers for one operation of the platform, and not for as many as fit into its half minute.
alter table confirmation add column spent_at timestamptz;
grant update (spent_at) on confirmation to signalbox_app;
