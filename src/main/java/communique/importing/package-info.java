/// Announcements that come as files: Markdown to publish, what others export (each format a
/// [Source]), lists of tags, and the demonstration newsroom.
///
/// Owns no table. May import files, record, alerts. The doors are [MarkdownFile] with
/// [FilesToPublish], [BodyFile], [TagsFile], [Importing] with [Survey] and [Result], and [Demo];
/// each reads files and hands them to the record. [SubscribersImport] with [ListsFile] hands lists
/// of subscribers to the alerts.
@NullMarked
package communique.importing;

import org.jspecify.annotations.NullMarked;
