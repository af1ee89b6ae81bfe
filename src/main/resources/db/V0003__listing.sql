-- Where announcements stand in lists, made from the record by the reader "listing", and made anew from it when emptied.

create table listing (
  document_id text primary key,
  -- Its place among all announcements as they began, from 0 without gaps; it never changes.
  place ${long} not null unique,
  slug text not null,
  -- When readers last had something new of it; none while no page of it can be read.
  newest_at ${long},
  -- When anything of its pages last changed.
  modified_at ${long} not null,
  -- The locales whose page is published, and not withdrawn, with a space between them.
  published text not null
) ${strict};

create index listing_newest on listing (newest_at, document_id);

-- The same for each tag of what is listed; a tag stands as the path of its page.
create table listing_tag (
  tag text not null,
  newest_at ${long} not null,
  document_id text not null,
  primary key (tag, newest_at, document_id)
) ${strict};

create index listing_tag_document on listing_tag (document_id);
