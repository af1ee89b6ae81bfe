-- The database itself refuses to change what was made public.

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record is append-only: % on % is refused', tg_op, tg_table_name;
end $$;

create trigger document_append_only before update or delete on document for each row execute function refuse_change();
create trigger document_no_truncate before truncate on document for each statement execute function refuse_change();

create trigger edition_append_only before update or delete on edition for each row execute function refuse_change();
create trigger edition_no_truncate before truncate on edition for each statement execute function refuse_change();

create trigger tag_append_only before update or delete on tag for each row execute function refuse_change();
create trigger tag_no_truncate before truncate on tag for each statement execute function refuse_change();

create trigger tag_detail_append_only before update or delete on tag_detail for each row execute function refuse_change();
create trigger tag_detail_no_truncate before truncate on tag_detail for each statement execute function refuse_change();

create trigger appointment_append_only before update or delete on appointment for each row execute function refuse_change();
create trigger appointment_no_truncate before truncate on appointment for each statement execute function refuse_change();

create trigger change_append_only before update or delete on change for each row execute function refuse_change();
create trigger change_no_truncate before truncate on change for each statement execute function refuse_change();

create trigger tagging_append_only before update or delete on tagging for each row execute function refuse_change();
create trigger tagging_no_truncate before truncate on tagging for each statement execute function refuse_change();

create trigger edition_content_no_delete before delete on edition_content for each row execute function refuse_change();
create trigger edition_content_no_truncate before truncate on edition_content
  for each statement execute function refuse_change();
create trigger edition_content_only_emptied before update on edition_content for each row
  when (new.content is not null or new.salt is not null or new.edition_id <> old.edition_id)
  execute function refuse_change();

create trigger log_head_rises before update on log_head for each row
  when (new.n < old.n or new.n > old.n + 1) execute function refuse_change();
create trigger log_head_stays before delete on log_head for each row execute function refuse_change();
create trigger log_head_no_truncate before truncate on log_head for each statement execute function refuse_change();
