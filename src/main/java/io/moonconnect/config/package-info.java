/** How the configuration is read at startup. Packages declare the keys that they use. Depends on no other package. */
package io.moonconnect.config;
