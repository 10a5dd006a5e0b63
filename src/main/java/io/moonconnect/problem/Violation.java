package io.moonconnect.problem;

/**
 * An invalid part of a request.
 *
 * @param field a path into the body ({@code source.amount}), or the name of a header or parameter
 * @param message the rule that is violated; never repeats the value
 */
public record Violation(String field, String message) {}
