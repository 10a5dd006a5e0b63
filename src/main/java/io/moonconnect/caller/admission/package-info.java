/**
 * Who is let in at all, whatever it is they ask: no more requests at once than the service can carry, and no new
 * connections once it leaves. It uses {@code problem} and nothing else of ours.
 */
package io.moonconnect.caller.admission;
