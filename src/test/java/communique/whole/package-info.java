/// The whole product as its operator and its readers have it: the packaged application, started as
/// a process and looked at from outside, by other people's programs where there are some.
///
/// May import platform, and of alerts and outbound what their tests have: a crowd, a mail server.
/// These tests run after packaging (`mvn verify`); nothing here reaches into a room.
@NullMarked
package communique.whole;

import org.jspecify.annotations.NullMarked;
