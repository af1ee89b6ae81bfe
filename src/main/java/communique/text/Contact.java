package communique.text;

import java.util.List;

/// Where readers may turn, as a card in a body.
///
/// @param title whom they reach
/// @param description may be empty
/// @param address its lines; may be empty
/// @param emails addresses
/// @param numbers telephone numbers, each with what it is
/// @param forms addresses of forms, each with its words
public record Contact(
    String title,
    String description,
    List<String> address,
    List<String> emails,
    List<Labelled> numbers,
    List<Labelled> forms) {
  public Contact {
    address = List.copyOf(address);
    emails = List.copyOf(emails);
    numbers = List.copyOf(numbers);
    forms = List.copyOf(forms);
  }

  /// @param label what it is: "Helpdesk"; may be empty
  /// @param value the number, or the address
  public record Labelled(String label, String value) {}
}
