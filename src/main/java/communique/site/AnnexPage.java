package communique.site;

import communique.frame.Frame;
import communique.frame.Frame.Language;
import communique.frame.Link;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// A document that is attached to an announcement and is a page of its own.
///
/// @param of the announcement
/// @param tongues the languages that it stands in; one or none where it is not translated
@CheckedTemplate(basePath = "site", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AnnexPage(Frame frame, List<Language> tongues, String title, Link of, RawString body)
    implements TemplateInstance {}
