-- Who asked to be told, of what, and what was sent to whom.

insert into numbered (name, n) values ('subscriber', 0), ('subscription', 0), ('mailing', 0), ('claim', 0);

-- What the key that addresses are sealed with is known by; the key itself lies in the data folder.
create table alert_key (
  one ${long} primary key check (one = 1),
  fingerprint text not null
) ${strict};

create table subscriber (
  id ${long} primary key,
  -- By which an address is found again: a keyed digest. Null once it was erased.
  mark text unique,
  -- The address, sealed. Null once it was erased.
  address ${bytes},
  -- In which they are written to.
  locale text not null,
  made_at ${long} not null,
  -- The first day on which they want mails again, ISO 8601.
  paused_until text,
  -- Since when nothing is sent, as mails came back.
  suspended_at ${long},
  suspended_why text,
  bounces ${long} not null,
  bounced_at ${long},
  erased_at ${long}
) ${strict};

-- That a subscriber wants to be told of what answers to a search. Whoever changes how often ends one and begins another: each holds
-- for the changes behind `from_n`, up to `to_n`.
create table subscription (
  id ${long} primary key,
  subscriber_id ${long} not null references subscriber (id),
  search_id ${long} not null references standing_search (id),
  -- `at-once`, `daily` or `weekly`.
  frequency text not null,
  asked_at ${long} not null,
  confirmed_at ${long},
  from_n ${long},
  to_n ${long},
  ended_at ${long},
  -- `left`, `changed`, `bounced`, `erased` or `unconfirmed`.
  ended_why text,
  -- Of one that ended as it was changed: what it became.
  became ${long},
  -- `page`, or the name of the file that it was imported from.
  source text not null
) ${strict};

create index subscription_subscriber on subscription (subscriber_id);
create index subscription_of_search on subscription (search_id);
create index subscription_unconfirmed on subscription (asked_at) where confirmed_at is null;
create index subscription_search on subscription (search_id, frequency, subscriber_id)
  where confirmed_at is not null and ended_at is null;
create index subscription_became on subscription (became) where became is not null;
create unique index subscription_once on subscription (subscriber_id, search_id)
  where confirmed_at is not null and ended_at is null;

-- Mails that are sent for one reason: an alert, a digest run, or what one subscriber asked for.
create table mailing (
  id ${long} primary key,
  -- `alert`, `daily`, `weekly`, `confirm`, `move` or `link`.
  kind text not null,
  -- Of an alert: the change.
  n ${long},
  -- Of an alert, its page's; of what one subscriber asked for, in which they asked.
  locale text,
  -- Of an alert or a digest run: it tells of the changes behind `from_n`, up to `to_n`.
  from_n ${long},
  to_n ${long},
  -- Of what one subscriber asked for: to whom; and what a press of the button confirms: a subscription, or that everything of
  -- another subscriber becomes theirs.
  subscriber_id ${long},
  about_id ${long},
  made_at ${long} not null,
  -- Later than this it asks a person.
  deadline_at ${long} not null,
  -- `filling`, `sending`, `paused`, `stopped` or `done`.
  state text not null,
  -- How many mails it has.
  asked ${long} not null,
  -- The subscriber up to whom mails have been claimed.
  reached ${long} not null
) ${strict};

create index mailing_open on mailing (id) where state <> 'done' and state <> 'stopped';
create index mailing_about on mailing (about_id) where about_id is not null;
create index mailing_kind on mailing (kind, id);
create index mailing_subscriber on mailing (subscriber_id, made_at);
create unique index mailing_alert on mailing (n, locale) where kind = 'alert';

-- One mail to one subscriber. Its id is its mailing's times 2^32 and the subscriber's.
create table delivery (
  id ${long} primary key,
  -- 0 waits, 1 is being handed over, 2 was taken by the server, 3 was refused, 4 waits to be tried again, 5 is not sent any more.
  state ${long} not null,
  attempts ${long} not null,
  -- Of 4: not before.
  due_at ${long},
  changed_at ${long},
  -- Of 1: by which process.
  node text,
  -- The server's reply, or why it is not sent.
  reply text
) ${strict};

create index delivery_due on delivery (due_at) where state = 4;
create index delivery_open on delivery (id) where state in (1, 4);
create index subscription_changed on subscription (to_n) where ended_why = 'changed';

create index delivery_claimed on delivery (node) where state = 1;
