-- An alert is one mailing for its change, in whichever of its locales each reader asked for. One that was made for a single locale
-- keeps it.
drop index mailing_alert;
create unique index mailing_alert on mailing (n) where kind = 'alert' and locale is null;

-- How many mails were refused, not sent any more, and came back, once the deliveries themselves are forgotten.
alter table mailing add column refused ${long} not null default 0;
alter table mailing add column dropped ${long} not null default 0;
alter table mailing add column bounced ${long} not null default 0;
alter table mailing add column folded_at ${long};
create index mailing_folded on mailing (made_at) where folded_at is null;

-- By whose clock digests come, a name of the IANA database; empty for the newsroom's. A digest run has the zone of those it goes to,
-- and a subscription the one that holds for it, as its subscriber may choose another later.
alter table subscriber add column zone text not null default '';
alter table subscription add column zone text not null default '';
alter table mailing add column zone text not null default '';

-- How far the digests of each zone have gathered.
create table digest (
  -- `daily` or `weekly`.
  frequency text not null,
  zone text not null,
  -- The change up to which they have.
  gathered_n ${long} not null,
  run_at ${long} not null,
  primary key (frequency, zone)
) ${narrow};

insert into digest (frequency, zone, gathered_n, run_at)
select kind, '', max(to_n), max(made_at) from mailing where kind in ('daily', 'weekly') group by kind;

-- Addresses that are not written to again unless their owners ask for it: keyed digests, from which nobody reads an address.
create table departed (
  mark text primary key,
  -- `left`, `bounced` or `erased`.
  why text not null,
  at ${long} not null
) ${narrow};

-- The processes that hand mails over. One whose number stands still for long is gone, and others hand over what it had claimed.
create table node (
  name text primary key,
  beat ${long} not null
) ${narrow};
