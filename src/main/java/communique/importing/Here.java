package communique.importing;

import communique.record.Newsroom;
import org.jdbi.v3.core.Handle;

/// What an item may look at while it says what it asks for.
///
/// @param tags every tag, as the transaction knows it
record Here(Handle tx, Newsroom newsroom, KnownTags tags) {}
