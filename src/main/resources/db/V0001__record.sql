-- The record: what was made public, by whom and when. Nothing here is ever updated or deleted, but for the head of the log and
-- the content of an edition that was erased; V0002 holds the database to that.

create table log_head (
  one ${long} primary key check (one = 1),
  n ${long} not null
) ${strict};

insert into log_head (one, n) values (1, 0);

create table document (
  id text primary key,
  slug text not null unique,
  original_locale text not null,
  n ${long} not null
) ${strict};

create table edition (
  id text primary key,
  n ${long} not null unique,
  document_id text not null references document (id),
  locale text not null,
  number ${long} not null,
  kind text not null,
  unique (document_id, locale, number)
) ${strict};

-- Apart from the edition, so that erasing empties this row and touches nothing else.
create table edition_content (
  edition_id text primary key references edition (id),
  salt text,
  content text
) ${strict};

create table tag (
  id text primary key,
  kind text not null,
  slug text not null,
  n ${long} not null,
  unique (kind, slug)
) ${strict};

-- What a tag says of itself since change n: titles by locale, accounts; its newest row counts.
create table tag_detail (
  n ${long} primary key,
  tag_id text not null references tag (id),
  detail text not null
) ${strict};

create index tag_detail_tag on tag_detail (tag_id, n);

-- The roles of a person as change n stated them all; days are ISO 8601, the last one included.
create table appointment (
  n ${long} not null,
  position ${long} not null,
  person_id text not null references tag (id),
  role_id text not null references tag (id),
  from_day text not null,
  until_day text,
  primary key (n, position)
) ${strict};

create index appointment_person on appointment (person_id, n);

create table change (
  n ${long} primary key,
  what text not null,
  document_id text references document (id),
  tag_id text references tag (id),
  edition_id text references edition (id),
  locale text,
  update_type text,
  note text,
  explanation text,
  redirect_to text,
  public_at ${long},
  first_published_at ${long},
  public_updated_at ${long},
  recorded_at ${long} not null,
  made_by text not null,
  tells ${long} not null
) ${strict};

create index change_document on change (document_id, n);

-- The tags that a document carries since change n, all of them; the first organisation leads. Where it carries none from then on,
-- one row without a tag says so.
create table tagging (
  n ${long} not null references change (n),
  position ${long} not null,
  document_id text not null references document (id),
  tag_id text references tag (id),
  primary key (n, position)
) ${strict};

create index tagging_document on tagging (document_id, n);

-- How far each reader of the log has come.
create table reader (
  name text primary key,
  position ${long} not null
) ${strict};
