-- How tags stand to each other, and what they are and were called in addresses.

-- The ties of a tag as change n stated them all.
create table tag_tie (
  n ${long} not null,
  position ${long} not null,
  tag_id text not null references tag (id),
  tie text not null,
  other_id text not null references tag (id),
  primary key (n, position)
) ${strict};

create index tag_tie_other on tag_tie (other_id);

create index appointment_role on appointment (role_id);

-- Every slug that ever led to a tag, in whatever locale: it leads there for ever, so no other tag of that kind gets it.
create table tag_slug (
  kind text not null,
  slug text not null,
  tag_id text not null references tag (id),
  n ${long} not null,
  primary key (kind, slug)
) ${strict};

insert into tag_slug (kind, slug, tag_id, n) select kind, slug, id, n from tag;

-- Where a tag was renamed: its slug before and since.
alter table change add column from_slug text;

alter table change add column to_slug text;

-- Where it was merged: the tag that stands for it since.
alter table change add column into_tag_id text references tag (id);

create index change_tag on change (tag_id, n) where tag_id is not null;

create index change_into on change (into_tag_id) where into_tag_id is not null;

create index tag_slug_tag on tag_slug (tag_id);

create index tagging_tag on tagging (tag_id);

-- Lists and feeds name a tag by its id from here on, as its address may change: they are made anew.
delete from listing_tag;

delete from listing;

delete from reader where name in ('listing', 'feeds');
