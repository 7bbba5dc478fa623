-- The vault keeps the texts of new tokens for their ten minutes, as it keeps everything that nobody is to see.
drop function purge_sealed_tokens();
drop table sealed_token;
