/** Creates and revokes sessions. Depends on {@code audit, moonpay, caller, credential} and {@code problem}. */
package io.moonconnect.session;
