/**
 * The packaged artifacts as real processes: what a newcomer runs, line by line, and what an operator ships. These are
 * integration tests (failsafe), since the artifacts exist only after {@code package}.
 */
package io.moonconnect.artifact;
