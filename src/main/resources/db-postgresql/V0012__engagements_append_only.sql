-- The database itself refuses to change what is known of engagements.

create trigger engagement_append_only before update or delete on engagement for each row execute function refuse_change();
create trigger engagement_no_truncate before truncate on engagement for each statement execute function refuse_change();

create trigger engagement_detail_append_only before update or delete on engagement_detail for each row execute function refuse_change();
create trigger engagement_detail_no_truncate before truncate on engagement_detail for each statement execute function refuse_change();

create trigger engagement_tag_append_only before update or delete on engagement_tag for each row execute function refuse_change();
create trigger engagement_tag_no_truncate before truncate on engagement_tag for each statement execute function refuse_change();
