/// What was made public, by whom and when: documents, editions, tags, appointments, engagements and
/// the change log, with the only commands that add to them and the readers that follow the log.
///
/// Owns the tables log_head, document, edition, edition_content, edition_file, tag, tag_detail,
/// appointment, tag_slug, tag_tie, change, tagging, origin, reader, engagement, engagement_detail,
/// engagement_tag. May import platform, language, text. The doors are [PublicRecord], through which
/// everything public is made; [Announcements], [Editions], [EditionFiles], [Tags], [Engagements],
/// [Origins] and [Log], for reading; and [Reading], which brings each [Reader] forward.
@NullMarked
package communique.record;

import org.jspecify.annotations.NullMarked;
