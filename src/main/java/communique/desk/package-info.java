/// What is not public yet: drafts; and the authoring API, by which programs save and publish them.
///
/// Owns the tables draft, draft_save, draft_publication, answer. May import platform, language,
/// text, record, access, shelf. It joins by its beans: the addresses below `/api/desk/v1`.
@NullMarked
package communique.desk;

import org.jspecify.annotations.NullMarked;
