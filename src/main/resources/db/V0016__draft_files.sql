-- What was done to the files of a draft since its newest edition: they stand here until they are published with it.
create table draft_file (
  slug text not null,
  locale text not null,
  name text not null,
  -- SHA-256 of what is kept; empty where the draft goes without the file that its newest edition has.
  digest text not null,
  media_type text not null,
  bytes ${long} not null,
  title text not null,
  pages ${long} not null,
  width ${long} not null,
  height ${long} not null,
  -- In which a picture is kept besides its own, the smallest first: `320,640`.
  widths text not null,
  put_at ${long} not null,
  put_by text not null,
  primary key (slug, locale, name),
  foreign key (slug, locale) references draft (slug, locale)
) ${strict};

create index draft_file_digest on draft_file (digest);

-- The same words may become another edition, with other files.
drop index draft_publication_version;
create index draft_publication_version on draft_publication (slug, locale, version);
