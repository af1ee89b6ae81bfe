/// Who may do what: the tokens with which programs use the API.
///
/// Owns the tables token, token_use. May import platform, language, text. The doors are [Tokens],
/// where an operator makes and revokes them, and [Doorkeeper], who asks each request for one.
@NullMarked
package communique.access;

import org.jspecify.annotations.NullMarked;
