package io.moonconnect.caller;

/**
 * A resource whose requests are signed by who sends them, and who is nobody's caller: it looks at the signature itself, and
 * neither identity nor limits are looked at before.
 */
public interface Signed {}
