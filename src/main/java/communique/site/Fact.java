package communique.site;

import io.quarkus.qute.RawString;

/// One line of what is known about what is said.
record Fact(String name, RawString value) {}
