package communique.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/// SHA-256 of what a JSON value says, however it is spaced and escaped: of its names, texts and
/// numbers in their order, each behind a letter for its kind and its length.
final class JsonDigest {
  private final MessageDigest digest = Digests.sha256();
  private final byte[] waiting = new byte[1 << 12];
  private int size;

  /// Of a value that was read, in hexadecimal.
  static String of(JsonNode json) {
    var digest = new JsonDigest();
    digest.add(json);
    return digest.end();
  }

  /// What was added, in hexadecimal.
  String end() {
    digest.update(waiting, 0, size);
    return HexFormat.of().formatHex(digest.digest());
  }

  void name(String name) {
    add('n', name);
  }

  /// Takes the token at which a parser stands; one that is a name, too.
  void add(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    switch (token) {
      case FIELD_NAME -> name(parser.currentName());
      case VALUE_STRING -> add('s', parser.getText());
      case VALUE_NUMBER_INT -> add('d', parser.getNumberValue().toString());
      case VALUE_NUMBER_FLOAT -> add('d', bare(parser.getDecimalValue()));
      default -> add(token.asString().charAt(0));
    }
  }

  private void add(JsonNode node) {
    switch (node.getNodeType()) {
      case STRING -> add('s', node.textValue());
      case NUMBER -> add('d', node.isIntegralNumber() ? node.asText() : bare(node.decimalValue()));
      case OBJECT -> {
        add('{');
        for (Map.Entry<String, JsonNode> member : node.properties()) {
          name(member.getKey());
          add(member.getValue());
        }
        add('}');
      }
      case ARRAY -> {
        add('[');
        for (JsonNode one : node) add(one);
        add(']');
      }
      default -> add(node.asToken().asString().charAt(0));
    }
  }

  /// A tree holds no zeros at the end of a number.
  private static String bare(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
  }

  private void add(char kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(kind);
    for (int shift = 24; shift >= 0; shift -= 8) add((char) (bytes.length >> shift & 0xff));
    if (bytes.length > waiting.length - size) flush();
    if (bytes.length > waiting.length) {
      digest.update(bytes);
    } else {
      System.arraycopy(bytes, 0, waiting, size, bytes.length);
      size += bytes.length;
    }
  }

  private void add(char kind) {
    if (size == waiting.length) flush();
    waiting[size++] = (byte) kind;
  }

  private void flush() {
    digest.update(waiting, 0, size);
    size = 0;
  }
}
