-- Tokens for the API. A secret itself is never stored, only its SHA-256; it is 256 bits of chance, so nothing can be guessed
-- from the digest.

create table token (
  id text primary key,
  name text not null,
  role text not null,
  organisation text,
  digest text not null unique,
  created_at ${long} not null,
  expires_at ${long},
  revoked_at ${long}
) ${strict};

-- A name belongs to one token at a time; when that is revoked, another may have it.
create unique index token_name on token (name) where revoked_at is null;

-- Each use, for a year.
create table token_use (
  id text primary key,
  token_id text not null references token (id),
  used_at ${long} not null,
  method text not null,
  path text not null
) ${strict};

create index token_use_token on token_use (token_id, used_at);
create index token_use_time on token_use (used_at);
