/// Announcements that come as files: Markdown to publish, the text of captured pages, lists of
/// tags, and the demonstration newsroom.
///
/// Owns no table. May import record. The doors are [MarkdownFile] with [FilesToPublish],
/// [TagsFile], [CapturedFile] with [Importing], and [Demo]; each reads files and hands them to the
/// record.
@NullMarked
package communique.importing;

import org.jspecify.annotations.NullMarked;
