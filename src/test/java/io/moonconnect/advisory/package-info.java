/**
 * What is known of the libraries that ship, {@code deploy/advisories.csv}, held against what does ship: the SBOM of the
 * production artifact.
 */
package io.moonconnect.advisory;
