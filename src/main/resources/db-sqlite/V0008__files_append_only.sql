-- Which edition has which file is never changed; it goes with the content of the edition, and only after it.

create trigger edition_file_no_update before update on edition_file
begin
  select raise(abort, 'the record is append-only: update on edition_file is refused');
end;

create trigger edition_file_only_erased before delete on edition_file
when exists (select 1 from edition_content where edition_id = old.edition_id and content is not null)
begin
  select raise(abort, 'the record is append-only: delete on edition_file is refused');
end;

create trigger edition_file_no_replace before insert on edition_file
when exists (select 1 from edition_file where edition_id = new.edition_id and digest = new.digest)
begin
  select raise(abort, 'the record is append-only: this row of edition_file is there already');
end;
