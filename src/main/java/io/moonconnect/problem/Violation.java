package io.moonconnect.problem;

/** An invalid field, header or parameter. The message states the rule and never repeats the value. */
public record Violation(String field, String message) {}
