-- A credential is sent to the addresses that the settings had when it was kept, and to no others. Null: it was kept before that was
-- written down, and goes where the settings say until it is kept anew.
alter table connection add column hosts text[];
