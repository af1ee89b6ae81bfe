-- What the desk works on. A draft is never public and never in the record.

create table draft (
  slug text not null,
  locale text not null,
  version ${long} not null,
  content text not null,
  created_at ${long} not null,
  saved_at ${long} not null,
  saved_by text not null,
  primary key (slug, locale)
) ${strict};

-- Who saved which version, and what differs in it from the one before.
create table draft_save (
  slug text not null,
  locale text not null,
  version ${long} not null,
  saved_at ${long} not null,
  saved_by text not null,
  changed text not null,
  primary key (slug, locale, version),
  foreign key (slug, locale) references draft (slug, locale)
) ${strict};

-- Which version became which edition, by change n.
create table draft_publication (
  n ${long} primary key,
  slug text not null,
  locale text not null,
  version ${long} not null,
  edition ${long} not null,
  published_by text not null,
  reason text not null,
  foreign key (slug, locale) references draft (slug, locale)
) ${strict};

create unique index draft_publication_version on draft_publication (slug, locale, version);

-- The answers to requests that carried an Idempotency-Key, for a month.
create table answer (
  token_id text not null,
  idempotency_key text not null,
  path text not null,
  digest text not null,
  body text not null,
  answered_at ${long} not null,
  primary key (token_id, idempotency_key)
) ${strict};

create index answer_time on answer (answered_at);
