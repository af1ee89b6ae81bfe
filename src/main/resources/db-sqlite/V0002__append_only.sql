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
when new.n < old.n
begin
  select raise(abort, 'the record is append-only: the head of the log only rises');
end;

create trigger log_head_stays before delete on log_head
begin
  select raise(abort, 'the record is append-only: the head of the log stays');
end;
