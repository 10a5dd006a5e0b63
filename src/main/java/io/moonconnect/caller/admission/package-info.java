/**
 * Admission: limits concurrent requests, and stops accepting connections while draining. Depends on {@code problem}
 * only.
 */
package io.moonconnect.caller.admission;
