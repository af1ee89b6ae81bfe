package communique.record;

/// What came of a command.
///
/// @param change the change that it made; where nothing changed, the newest one of that document or
///   tag
/// @param edition the number of the edition that it made or found; 0 where there is none
/// @param path the address that it is about, in the newsroom's form: `/news/visit.ru`
/// @param unchanged whether all this was public already, so that nothing was added
public record Receipt(long change, int edition, String path, boolean unchanged) {}
