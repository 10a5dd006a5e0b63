/**
 * RFC 9457 problems: the table of types and statuses ({@link io.moonconnect.problem.ProblemType}), the exception that
 * all packages throw ({@link io.moonconnect.problem.Failure}), and the writing of responses.
 */
package io.moonconnect.problem;
