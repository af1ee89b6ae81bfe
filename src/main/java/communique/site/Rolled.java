package communique.site;

import communique.frame.Link;
import io.quarkus.qute.RawString;
import java.time.LocalDate;
import java.util.List;

/// One announcement in a list, told in the reader's language where it stands in it, else wholly in
/// one of its own.
///
/// @param tongue what the element around it says of that language
/// @param on the day under which it is listed
/// @param first the day on which it was first published
/// @param machineDay the day under which it is listed, for programs
/// @param day the same in words; empty where the list or the kind says it
/// @param summary empty for one that is withdrawn, or in a list of titles
/// @param withdrawn since when, in words; empty for what is not withdrawn
/// @param kind with its first day, where that is another one than the list's
/// @param onlyIn the words for its one language, where the reader's is another; else empty
/// @param languages the others that it can be read in
/// @param updates where its updates are told; empty where it was none that brought it here
/// @param note the words of that link: what the last one changed, or its day
record Rolled(
    RawString tongue,
    Link title,
    LocalDate on,
    LocalDate first,
    String machineDay,
    String day,
    String summary,
    String withdrawn,
    String kind,
    String onlyIn,
    List<Link> languages,
    String updates,
    String note) {}
