/// Tells those who asked: who wants to be told of what, which searches a change answers to, and
/// what was sent to whom.
///
/// Owns the tables standing_search, alert, alert_search, numbered, alert_key, subscriber,
/// subscription, mailing, delivery, returned, digest, departed, node. May import record, shelf,
/// search, outbound, frame, matching. The doors are [Subscriptions] and [Holdings], for the pages
/// where people sign up, leave and see what they have; [Arrivals] and [Roll], for many who come
/// from elsewhere or are carried there; [Sending], which lets mails leave; and [Told], for who is
/// to see what was sent.
@NullMarked
package communique.alerts;

import org.jspecify.annotations.NullMarked;
