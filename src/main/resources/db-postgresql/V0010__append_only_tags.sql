-- What V0009 adds to the record is only added to.

create trigger tag_tie_append_only before update or delete on tag_tie for each row execute function refuse_change();
create trigger tag_tie_no_truncate before truncate on tag_tie for each statement execute function refuse_change();

create trigger tag_slug_append_only before update or delete on tag_slug for each row execute function refuse_change();
create trigger tag_slug_no_truncate before truncate on tag_slug for each statement execute function refuse_change();
