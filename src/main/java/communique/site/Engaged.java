package communique.site;

import communique.frame.Link;
import communique.frame.Words;
import io.quarkus.qute.RawString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An engagement as a reader sees it.
///
/// @param off whether it will not be, at least not then
/// @param kind in words
/// @param when the date in words
/// @param machine the date for programs, as HTML has it; empty where HTML has no form for it
/// @param status in words; empty where the words that say who said it have it
/// @param event its status by schema.org's name
/// @param place null while it is not known
/// @param participants whoever has no page has no address here
/// @param told what was said of it, the newest first
record Engaged(
    String slug,
    boolean off,
    Words title,
    String kind,
    String when,
    String machine,
    String status,
    String event,
    @Nullable Link place,
    List<Link> participants,
    List<RawString> told) {}
