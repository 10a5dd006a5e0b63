/**
 * Speeds up how the configuration is read at startup. The keys are declared in the packages that use them. Depends on
 * no other package.
 */
package io.moonconnect.config;
