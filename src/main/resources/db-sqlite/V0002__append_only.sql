-- The database itself refuses to change what was made public.

create trigger document_no_update before update on document
begin
  select raise(abort, 'the record is append-only: update on document is refused');
end;

create trigger document_no_delete before delete on document
begin
  select raise(abort, 'the record is append-only: delete on document is refused');
end;

create trigger edition_no_update before update on edition
begin
  select raise(abort, 'the record is append-only: update on edition is refused');
end;

create trigger edition_no_delete before delete on edition
begin
  select raise(abort, 'the record is append-only: delete on edition is refused');
end;

create trigger tag_no_update before update on tag
begin
  select raise(abort, 'the record is append-only: update on tag is refused');
end;

create trigger tag_no_delete before delete on tag
begin
  select raise(abort, 'the record is append-only: delete on tag is refused');
end;

create trigger tag_detail_no_update before update on tag_detail
begin
  select raise(abort, 'the record is append-only: update on tag_detail is refused');
end;

create trigger tag_detail_no_delete before delete on tag_detail
begin
  select raise(abort, 'the record is append-only: delete on tag_detail is refused');
end;

create trigger appointment_no_update before update on appointment
begin
  select raise(abort, 'the record is append-only: update on appointment is refused');
end;

create trigger appointment_no_delete before delete on appointment
begin
  select raise(abort, 'the record is append-only: delete on appointment is refused');
end;

create trigger change_no_update before update on change
begin
  select raise(abort, 'the record is append-only: update on change is refused');
end;

create trigger change_no_delete before delete on change
begin
  select raise(abort, 'the record is append-only: delete on change is refused');
end;

create trigger tagging_no_update before update on tagging
begin
  select raise(abort, 'the record is append-only: update on tagging is refused');
end;

create trigger tagging_no_delete before delete on tagging
begin
  select raise(abort, 'the record is append-only: delete on tagging is refused');
end;

create trigger edition_content_no_delete before delete on edition_content
begin
  select raise(abort, 'the record is append-only: delete on edition_content is refused');
end;

create trigger edition_content_only_emptied before update on edition_content
when new.content is not null or new.salt is not null or new.edition_id <> old.edition_id
begin
  select raise(abort, 'the record is append-only: content can only be erased');
end;

create trigger log_head_rises before update on log_head
when new.n < old.n or new.n > old.n + 1
begin
  select raise(abort, 'the record is append-only: the head of the log only rises, by one');
end;

create trigger log_head_stays before delete on log_head
begin
  select raise(abort, 'the record is append-only: the head of the log stays');
end;

-- `insert or replace` deletes what is in its way without firing a delete trigger.

create trigger document_no_replace before insert on document
when exists (
  select 1 from document
  where id = new.id or slug = new.slug
)
begin
  select raise(abort, 'the record is append-only: this row of document is there already');
end;

create trigger edition_no_replace before insert on edition
when exists (
  select 1 from edition
  where id = new.id or n = new.n
    or (document_id = new.document_id and locale = new.locale and number = new.number)
)
begin
  select raise(abort, 'the record is append-only: this row of edition is there already');
end;

create trigger edition_content_no_replace before insert on edition_content
when exists (
  select 1 from edition_content
  where edition_id = new.edition_id
)
begin
  select raise(abort, 'the record is append-only: this row of edition_content is there already');
end;

create trigger tag_no_replace before insert on tag
when exists (
  select 1 from tag
  where id = new.id or (kind = new.kind and slug = new.slug)
)
begin
  select raise(abort, 'the record is append-only: this row of tag is there already');
end;

create trigger tag_detail_no_replace before insert on tag_detail
when exists (
  select 1 from tag_detail
  where n = new.n
)
begin
  select raise(abort, 'the record is append-only: this row of tag_detail is there already');
end;

create trigger appointment_no_replace before insert on appointment
when exists (
  select 1 from appointment
  where n = new.n and position = new.position
)
begin
  select raise(abort, 'the record is append-only: this row of appointment is there already');
end;

create trigger change_no_replace before insert on change
when exists (
  select 1 from change
  where n = new.n
)
begin
  select raise(abort, 'the record is append-only: this row of change is there already');
end;

create trigger tagging_no_replace before insert on tagging
when exists (
  select 1 from tagging
  where n = new.n and position = new.position
)
begin
  select raise(abort, 'the record is append-only: this row of tagging is there already');
end;

create trigger log_head_no_replace before insert on log_head
when exists (
  select 1 from log_head
  where one = new.one
)
begin
  select raise(abort, 'the record is append-only: this row of log_head is there already');
end;
