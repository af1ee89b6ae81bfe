-- What happened in each feed, made from the record by the reader "feeds", and made anew from it when emptied. A feed is named by
-- the address of the page that it belongs to, /feed for the newsroom's, and the locale of its entries.

create table feed_entry (
  feed text not null,
  locale text not null,
  -- Counted from 1 without gaps in each feed: the archive documents are stretches of it.
  seq ${long} not null,
  n ${long} not null,
  document_id text not null,
  primary key (feed, locale, seq)
) ${strict};
