/** How the configuration is read at startup. Keys are declared in the packages that use them. Depends on no other package. */
package io.moonconnect.config;
