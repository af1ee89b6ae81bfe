/// What is not public yet: drafts; and the authoring API, by which programs save and publish them,
/// and see who was told.
///
/// Owns the tables draft, draft_save, draft_publication, draft_file, answer. May import platform,
/// language, text, files, record, access, shelf, alerts. It joins by its beans: the addresses below
/// `/api/desk/v1`; whoever sweeps files asks [DraftFiles] which of them drafts name.
@NullMarked
package communique.desk;

import org.jspecify.annotations.NullMarked;
