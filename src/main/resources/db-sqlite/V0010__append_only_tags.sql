-- What V0009 adds to the record is only added to.

create trigger tag_tie_no_update before update on tag_tie
begin
  select raise(abort, 'the record is append-only: update on tag_tie is refused');
end;

create trigger tag_tie_no_delete before delete on tag_tie
begin
  select raise(abort, 'the record is append-only: delete on tag_tie is refused');
end;

create trigger tag_tie_no_replace before insert on tag_tie
when exists (
  select 1 from tag_tie
  where n = new.n and position = new.position
)
begin
  select raise(abort, 'the record is append-only: this row of tag_tie is there already');
end;

create trigger tag_slug_no_update before update on tag_slug
begin
  select raise(abort, 'the record is append-only: update on tag_slug is refused');
end;

create trigger tag_slug_no_delete before delete on tag_slug
begin
  select raise(abort, 'the record is append-only: delete on tag_slug is refused');
end;

create trigger tag_slug_no_replace before insert on tag_slug
when exists (
  select 1 from tag_slug
  where kind = new.kind and slug = new.slug
)
begin
  select raise(abort, 'the record is append-only: this row of tag_slug is there already');
end;
