create trigger origin_no_update before update on origin
begin
  select raise(abort, 'the record is append-only: update on origin is refused');
end;

create trigger origin_no_delete before delete on origin
begin
  select raise(abort, 'the record is append-only: delete on origin is refused');
end;

create trigger origin_no_replace before insert on origin
when exists (
  select 1 from origin
  where address = new.address and digest = new.digest
)
begin
  select raise(abort, 'the record is append-only: this row of origin is there already');
end;
