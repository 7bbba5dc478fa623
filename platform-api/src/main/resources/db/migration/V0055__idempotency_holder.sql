-- Who holds a key: the one request that claimed it. A lease that ran out may be claimed anew, and then the first holder, should it
-- wake up after all, must neither prolong nor settle what is now another request's.

alter table idempotency_key add column holder uuid;
