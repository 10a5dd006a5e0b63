/** Creates and revokes sessions. */
package io.moonconnect.session;
