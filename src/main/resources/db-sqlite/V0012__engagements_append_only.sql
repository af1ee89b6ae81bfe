-- The database itself refuses to change what is known of engagements.

create trigger engagement_no_update before update on engagement
begin
  select raise(abort, 'the record is append-only: update on engagement is refused');
end;

create trigger engagement_no_delete before delete on engagement
begin
  select raise(abort, 'the record is append-only: delete on engagement is refused');
end;

create trigger engagement_detail_no_update before update on engagement_detail
begin
  select raise(abort, 'the record is append-only: update on engagement_detail is refused');
end;

create trigger engagement_detail_no_delete before delete on engagement_detail
begin
  select raise(abort, 'the record is append-only: delete on engagement_detail is refused');
end;

create trigger engagement_tag_no_update before update on engagement_tag
begin
  select raise(abort, 'the record is append-only: update on engagement_tag is refused');
end;

create trigger engagement_tag_no_delete before delete on engagement_tag
begin
  select raise(abort, 'the record is append-only: delete on engagement_tag is refused');
end;

create trigger engagement_no_replace before insert on engagement
when exists (
  select 1 from engagement
  where id = new.id or slug = new.slug
)
begin
  select raise(abort, 'the record is append-only: this row of engagement is there already');
end;

create trigger engagement_detail_no_replace before insert on engagement_detail
when exists (
  select 1 from engagement_detail
  where engagement_id = new.engagement_id and n = new.n
)
begin
  select raise(abort, 'the record is append-only: this row of engagement_detail is there already');
end;

create trigger engagement_tag_no_replace before insert on engagement_tag
when exists (
  select 1 from engagement_tag
  where engagement_id = new.engagement_id and n = new.n and position = new.position
)
begin
  select raise(abort, 'the record is append-only: this row of engagement_tag is there already');
end;
