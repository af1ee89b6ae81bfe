-- Visits, meetings, calls, summits and speeches. Append-only like the rest of the record; V0012 holds the database to that.

create table engagement (
  id text primary key,
  slug text not null unique,
  n ${long} not null
) ${strict};

-- What is known of an engagement since change n; its newest row counts. A row that says what the one before it said tells that
-- another announcement spoke of it.
create table engagement_detail (
  engagement_id text not null references engagement (id),
  n ${long} not null,
  -- Its place among the engagements that change n speaks of.
  position ${long} not null,
  -- How often what is known of it changed since it was made.
  sequence ${long} not null,
  kind text not null,
  status text not null,
  -- The first and the last day on which it may be, counted from 1970-01-01.
  first_day ${long} not null,
  last_day ${long} not null,
  -- Titles and date with words by locale, place, participants.
  detail text not null,
  primary key (engagement_id, n)
) ${strict};

create index engagement_detail_n on engagement_detail (n);
create index engagement_detail_days on engagement_detail (first_day, engagement_id);

-- The tags that a row of engagement_detail names; position 0 is the place.
create table engagement_tag (
  engagement_id text not null,
  n ${long} not null,
  position ${long} not null,
  tag_id text not null references tag (id),
  primary key (engagement_id, n, position),
  foreign key (engagement_id, n) references engagement_detail (engagement_id, n)
) ${strict};

create index engagement_tag_tag on engagement_tag (tag_id, engagement_id, n);

alter table change add column engagement_id text references engagement (id);
