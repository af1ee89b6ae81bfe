-- Which editions have which files, by the SHA-256 of what is kept. It goes when the content of its edition is erased.
create table edition_file (
  edition_id text not null references edition (id),
  digest text not null,
  primary key (edition_id, digest)
) ${strict};

create index edition_file_digest on edition_file (digest);
