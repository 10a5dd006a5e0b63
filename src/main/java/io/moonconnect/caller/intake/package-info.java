/**
 * Validation of raw requests: headers, origins, paths and bodies must be unambiguous and bounded. Depends on
 * {@code problem} only.
 */
package io.moonconnect.caller.intake;
