-- A run may start runs, which may start runs. How many they are together is counted at the first of them, so that workflows that call
-- one another cannot fill the installation. The row is counted up in the transaction that starts a run: never more than allowed, and
-- never one that is not there. ADR 82.

create table run_tree (
    tenant_id   uuid not null,
    root_run_id uuid not null,
    started     integer not null check (started >= 0),
    primary key (tenant_id, root_run_id),
    foreign key (tenant_id, root_run_id) references run on delete cascade
);
alter table run_tree enable row level security;
create policy tenant_isolation on run_tree to signalbox_app
    using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, update, delete on run_tree to signalbox_app;

-- What runs already is counted too. The owner sees it this once.
alter table run_call no force row level security;
alter table run_call add column root_run_id uuid;
with recursive tree as (
    select tenant_id, child_run_id, parent_run_id as root_run_id
    from run_call
    where depth = 1
    union all
    select c.tenant_id, c.child_run_id, t.root_run_id
    from run_call c
    join tree t on t.tenant_id = c.tenant_id and t.child_run_id = c.parent_run_id
)
update run_call c set root_run_id = t.root_run_id
from tree t
where t.tenant_id = c.tenant_id and t.child_run_id = c.child_run_id;
-- Where a parent is gone, its children have gone with it.
alter table run_call alter column root_run_id set not null;
insert into run_tree (tenant_id, root_run_id, started)
select tenant_id, root_run_id, count(*) from run_call group by tenant_id, root_run_id;
alter table run_call force row level security;
alter table run_tree force row level security;
