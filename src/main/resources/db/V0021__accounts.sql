-- What became of every mail, so that a million are counted at once.

-- How many of a mailing's have been claimed at least once: those up to `reached`.
alter table mailing add column claimed ${long} not null default 0;

update mailing set claimed = (
  select count(*) from delivery
  where delivery.id > mailing.id * 4294967296 and delivery.id <= mailing.id * 4294967296 + mailing.reached);

-- Hardly any: with those of delivery_open, all that were claimed and not taken.
create index delivery_failed on delivery (id) where state in (3, 5);

-- Mails that came back after the server had taken them.
create table returned (
  delivery_id ${long} primary key,
  returned_at ${long} not null,
  -- `hard`, `soft` or `complaint`.
  kind text not null,
  -- The status and what was said, without addresses.
  said text not null
) ${strict};

-- By which one finds who was told of an announcement.
create index alert_document on alert (document_id, n);
