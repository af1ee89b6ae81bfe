-- What a mailing has to try again, lest those of one that is held up stand in the way of all others.
drop index delivery_due;
create index delivery_again on delivery ((id / 4294967296), due_at) where state = 4;

-- Whose digests come by the clock of a zone.
create index subscription_digest on subscription (zone, frequency, subscriber_id)
  where frequency <> 'at-once' and confirmed_at is not null;
