package communique.site;

import communique.frame.Link;
import communique.frame.Words;
import io.quarkus.qute.RawString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One change in the history of an announcement.
///
/// @param anchor what the address of this line ends with, `entry-4812`
/// @param when its time as an element; null where nobody knows it
/// @param minor whether readers were not told of it
/// @param heading what it did
/// @param tongue of the heading
/// @param links to its version, to what it changed
/// @param files what became of its files: `Added plan.pdf`
/// @param remarks what else there is to say
record Entry(
    String anchor,
    @Nullable RawString when,
    boolean minor,
    RawString heading,
    RawString tongue,
    List<Link> links,
    List<RawString> files,
    List<Words> remarks) {}
