-- Tools of connectors carry the name of their instance before their own, so their names are longer than those we choose.

alter table confirmation drop constraint confirmation_tool_check;
alter table confirmation add constraint confirmation_tool_check check (length(tool) <= 128);
