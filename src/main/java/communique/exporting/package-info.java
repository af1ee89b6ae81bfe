/// The way out: everything public as files that other programs read, and that come in again as they
/// went.
///
/// Owns no table. May import files, record, shelf, site, search, alerts. The doors are [Export],
/// and [SubscribersExport] for those who are told of what is published.
@NullMarked
package communique.exporting;

import org.jspecify.annotations.NullMarked;
