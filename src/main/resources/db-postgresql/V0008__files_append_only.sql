-- Which edition has which file is never changed; it goes with the content of the edition, and only after it.

create function refuse_unless_erased() returns trigger language plpgsql as $$
begin
  if exists (select 1 from edition_content where edition_id = old.edition_id and content is not null) then
    raise exception 'the record is append-only: delete on edition_file is refused';
  end if;
  return old;
end $$;

create trigger edition_file_no_update before update on edition_file for each row execute function refuse_change();
create trigger edition_file_no_truncate before truncate on edition_file for each statement execute function refuse_change();
create trigger edition_file_only_erased before delete on edition_file for each row execute function refuse_unless_erased();
