package io.moonconnect.problem;

/**
 * One thing wrong with a request.
 *
 * @param field where: a path into the body ({@code source.amount}), or the name of a header or parameter
 * @param message what, for people; never repeats the value that was sent
 */
public record Violation(String field, String message) {}
