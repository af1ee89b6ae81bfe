-- Searches that stand, and what became of each change that people are told of.

-- The newest number that was given to a row of a table. Numbers are taken in the transaction that adds the rows, so that whoever
-- has seen one has seen all before it.
create table numbered (
  name text primary key,
  n ${long} not null
) ${strict};

insert into numbered (name, n) values ('standing_search', 0);

-- Each once, however many ask for it.
create table standing_search (
  id ${long} primary key,
  -- SHA-256 of the search, as it may be longer than an index takes.
  digest text not null unique,
  -- In the one form that the language of searches has for it.
  search text not null,
  made_at ${long} not null
) ${strict};

-- A change that people are told of: an edition with a major update, a page withdrawn, an announcement given to a tag. Each row is
-- one page, in one locale.
create table alert (
  n ${long} not null references change (n),
  locale text not null,
  document_id text not null references document (id),
  -- `published`, `updated`, `withdrawn` or `retagged`.
  what text not null,
  made_at ${long} not null,
  primary key (n, locale)
) ${strict};

-- The searches that an alert answers to.
create table alert_search (
  n ${long} not null,
  locale text not null,
  search_id ${long} not null,
  primary key (n, locale, search_id)
) ${narrow};

-- By which digests gather what was told of.
create index alert_search_search on alert_search (search_id, n);
