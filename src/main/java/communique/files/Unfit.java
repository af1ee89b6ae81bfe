package communique.files;

import java.util.List;

/// Thrown where a file turns out to be none that can be published, however deep in it. It holds no
/// stack, as it is no error of ours.
final class Unfit extends Exception {
  private static final long serialVersionUID = 1;

  private final String key;
  private final transient List<Object> arguments;

  Unfit(String key, Object... arguments) {
    super(key, null, false, false);
    this.key = key;
    this.arguments = List.of(arguments);
  }

  String key() {
    return key;
  }

  List<Object> arguments() {
    return arguments;
  }
}
