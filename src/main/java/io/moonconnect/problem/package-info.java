/**
 * RFC 9457 problems: one table from failure to status and type ({@link io.moonconnect.problem.ProblemType}), the
 * failure that every room throws ({@link io.moonconnect.problem.Failure}), and their writing. It uses no
 * other room.
 */
package io.moonconnect.problem;
