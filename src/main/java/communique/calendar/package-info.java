/// Engagements for the calendars that people keep: iCalendar files (RFC 5545 and 7986) of all of
/// them and of each tag's, in each locale.
///
/// Owns no table. May import record, shelf. It joins by its beans: the maker of its files.
@NullMarked
package communique.calendar;

import org.jspecify.annotations.NullMarked;
