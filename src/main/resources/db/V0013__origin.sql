-- Where something that was imported stood before, and what stands there now: so that old addresses lead on, and what comes again is
-- known again. Nothing here is ever updated or deleted.

create table origin (
  -- Its path where it came from, `/government/news/visit.ar`.
  address text not null,
  -- SHA-256 of what came from there; the same address with another digest is a newer row of its own.
  digest text not null,
  -- The head of the log when this was stored; of an edition, the change that made it.
  n ${long} not null,
  -- `announcement`, `tag`, `gone` or `redirect`.
  what text not null,
  -- Its path here, `/news/visit.ar`.
  path text not null,
  document_id text references document (id),
  locale text not null,
  -- Of a redirect.
  leads_to text,
  -- When its source says that it last changed it.
  stated_at ${long},
  -- Of what is gone or leads elsewhere, and has no edition that would keep it: as it came, JSON.
  kept text,
  primary key (address, digest)
) ${strict};

create index origin_path on origin (path);
create index origin_document on origin (document_id);
