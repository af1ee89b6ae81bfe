create trigger origin_append_only before update or delete on origin for each row execute function refuse_change();
create trigger origin_no_truncate before truncate on origin for each statement execute function refuse_change();
