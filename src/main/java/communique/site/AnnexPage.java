package communique.site;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;

/// A document that is attached to an announcement and is a page of its own.
///
/// @param of the announcement
@CheckedTemplate(basePath = "site", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AnnexPage(Frame frame, String title, Link of, RawString body) implements TemplateInstance {}
