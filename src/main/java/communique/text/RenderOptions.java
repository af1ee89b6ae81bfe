package communique.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Surroundings that are told in the names of Govspeak's own options, for whoever prints a body
/// without a newsroom: `locale`, `document_domains`, `images`, `attachments`, `links`, `contacts`,
/// `allowed_image_hosts`, `auto_numbered_headers` and `auto_numbered_header_levels`. Options about
/// raw HTML (`sanitize`, `allowed_elements`) are known and change nothing, as raw HTML is never let
/// through.
public final class RenderOptions implements Surroundings {
  private static final Set<String> KNOWN =
      Set.of(
          "locale",
          "document_domains",
          "images",
          "attachments",
          "links",
          "contacts",
          "allowed_image_hosts",
          "auto_numbered_headers",
          "auto_numbered_header_levels",
          "sanitize",
          "allowed_elements");

  private final Map<String, ?> options;
  private final List<Picture> pictures = new ArrayList<>();
  private final Map<String, Picture> picturesByName = new HashMap<>();
  private final Map<String, FileLink> files = new HashMap<>();
  private final Map<String, NamedLink> links = new HashMap<>();
  private final Map<String, Contact> contacts = new HashMap<>();
  private final Surroundings none;
  private final Set<String> hosts;
  private final Optional<Set<String>> pictureHosts;
  private final Set<Integer> levels = new TreeSet<>();

  /// @param options as JSON has them: maps, lists, strings, numbers, booleans
  /// @throws Unknown when there is no such option
  /// @throws Malformed when one has a value of another sort
  public RenderOptions(Map<String, ?> options) {
    for (String name : options.keySet()) {
      if (!KNOWN.contains(name)) throw new Unknown(name);
    }
    this.options = options;
    this.none = Surroundings.none(readLocale());
    this.hosts = readHosts("document_domains").orElse(OWN_HOSTS);
    this.pictureHosts = readHosts("allowed_image_hosts");
    for (Map<String, Object> image : maps("images")) {
      Picture picture =
          new Picture(
              string(image, "url"),
              string(image, "alt_text"),
              string(image, "caption"),
              string(image, "credit"));
      pictures.add(picture);
      if (!string(image, "id").isEmpty()) picturesByName.put(string(image, "id"), picture);
    }
    maps("attachments").forEach(this::attachment);
    for (Map<String, Object> link : maps("links")) {
      links.put(
          string(link, "content_id"), new NamedLink(string(link, "title"), string(link, "url")));
    }
    for (Map<String, Object> contact : maps("contacts")) {
      contacts.put(string(contact, "content_id"), contact(contact));
    }
    if (Boolean.TRUE.equals(options.get("auto_numbered_headers"))) {
      Object wanted = options.get("auto_numbered_header_levels");
      if (wanted == null) wanted = List.of(2, 3, 4, 5, 6);
      if (!(wanted instanceof List<?> list)) throw malformed("auto_numbered_header_levels");
      for (Object level : list) {
        boolean known = level instanceof Number n && n.intValue() >= 2 && n.intValue() <= 6;
        if (!known) throw malformed("auto_numbered_header_levels");
        levels.add(((Number) level).intValue());
      }
    }
  }

  private Locale readLocale() {
    Object tag = options.get("locale");
    if (tag == null) return Locale.ENGLISH;
    if (!(tag instanceof String written)) throw malformed("locale");
    Locale locale = Locale.forLanguageTag(written);
    if (locale.getLanguage().isEmpty()) throw malformed("locale");
    return locale;
  }

  private Optional<Set<String>> readHosts(String name) {
    Object value = options.get(name);
    if (value == null) return Optional.empty();
    if (!(value instanceof List<?> list)) throw malformed(name);
    Set<String> read = new HashSet<>();
    for (Object host : list) read.add(String.valueOf(host).toLowerCase(Locale.ROOT));
    return Optional.of(read);
  }

  private void attachment(Map<String, Object> attachment) {
    String title = string(attachment, "title");
    FileLink file =
        new FileLink(
            title.isEmpty() ? string(attachment, "filename") : title,
            string(attachment, "url"),
            string(attachment, "content_type"),
            number(attachment, "file_size"),
            (int) number(attachment, "number_of_pages"),
            Boolean.TRUE.equals(attachment.get("accessible")));
    Picture picture = new Picture(file.href(), file.title(), "", "");
    for (String name : List.of("id", "content_id")) {
      String id = string(attachment, name);
      if (id.isEmpty()) continue;
      files.put(id, file);
      picturesByName.putIfAbsent(id, picture);
    }
  }

  private Contact contact(Map<String, Object> contact) {
    Map<String, Object> details = map(contact.getOrDefault("details", contact), "contacts");
    List<String> address = new ArrayList<>();
    for (Map<String, Object> one : maps(details, "post_addresses")) {
      for (String line :
          List.of(
              "title", "street_address", "locality", "region", "postal_code", "world_location")) {
        if (!string(one, line).isBlank())
          address.addAll(string(one, line).strip().lines().toList());
      }
    }
    List<String> emails = new ArrayList<>();
    for (Map<String, Object> one : maps(details, "email_addresses")) {
      if (!string(one, "email").isBlank()) emails.add(string(one, "email"));
    }
    if (!string(contact, "email").isBlank()) emails.add(string(contact, "email"));
    List<Contact.Labelled> numbers = new ArrayList<>();
    for (Map<String, Object> one : maps(details, "phone_numbers")) {
      if (string(one, "number").isBlank()) continue;
      numbers.add(new Contact.Labelled(string(one, "title"), string(one, "number")));
    }
    List<Contact.Labelled> forms = new ArrayList<>();
    for (Map<String, Object> one : maps(details, "contact_form_links")) {
      if (string(one, "link").isBlank()) continue;
      forms.add(new Contact.Labelled(string(one, "title"), string(one, "link")));
    }
    return new Contact(
        string(contact, "title"), string(contact, "description"), address, emails, numbers, forms);
  }

  /// One thing may stand without the list around it.
  private List<Map<String, Object>> maps(String name) {
    return maps(options, name);
  }

  private static List<Map<String, Object>> maps(Map<String, ?> from, String name) {
    Object value = from.get(name);
    if (value == null) return List.of();
    List<?> list = value instanceof List<?> several ? several : List.of(value);
    List<Map<String, Object>> maps = new ArrayList<>();
    for (Object one : list) maps.add(map(one, name));
    return maps;
  }

  private static Map<String, Object> map(Object value, String name) {
    if (!(value instanceof Map<?, ?> written)) throw malformed(name);
    Map<String, Object> map = new HashMap<>();
    written.forEach((key, each) -> {
      if (each != null) map.put(String.valueOf(key), each);
    });
    return map;
  }

  private static String string(Map<String, Object> map, String name) {
    Object value = map.get(name);
    return value == null ? "" : String.valueOf(value);
  }

  private static long number(Map<String, Object> map, String name) {
    return map.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private static Malformed malformed(String name) {
    return new Malformed(name);
  }

  /// There is no such option.
  public static final class Unknown extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private final String name;

    Unknown(String name) {
      super(name);
      this.name = name;
    }

    public String name() {
      return name;
    }
  }

  /// An option has a value of another sort than it must have.
  public static final class Malformed extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private final String name;

    Malformed(String name) {
      super(name);
      this.name = name;
    }

    public String name() {
      return name;
    }
  }

  @Override
  public Locale locale() {
    return none.locale();
  }

  @Override
  public Optional<Speaker> bySlug(String slug) {
    return none.bySlug(slug);
  }

  @Override
  public Speaker named(String name, String role) {
    return none.named(name, role);
  }

  @Override
  public Optional<Picture> picture(String name) {
    return Optional.ofNullable(picturesByName.get(name));
  }

  @Override
  public Optional<Picture> picture(int position) {
    boolean there = position >= 1 && position <= pictures.size();
    return there ? Optional.of(pictures.get(position - 1)) : Optional.empty();
  }

  @Override
  public Optional<FileLink> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  @Override
  public Optional<Contact> contact(String id) {
    return Optional.ofNullable(contacts.get(id));
  }

  @Override
  public Optional<NamedLink> link(String id) {
    return Optional.ofNullable(links.get(id));
  }

  @Override
  public Optional<Set<String>> pictureHosts() {
    return pictureHosts;
  }

  @Override
  public Set<String> ownHosts() {
    return hosts;
  }

  @Override
  public Set<Integer> numberedLevels() {
    return levels;
  }
}
