/** How the configuration is read at startup. Packages declare the keys that they use. */
package io.moonconnect.config;
