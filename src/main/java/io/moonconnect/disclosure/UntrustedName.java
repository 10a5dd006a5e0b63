package io.moonconnect.disclosure;

/** Names that somebody else chose, made fit for a log line. */
public final class UntrustedName {

    private static final int MAX_LENGTH = 64;

    private UntrustedName() {}

    /** At most 64 characters, and none that could end the line or pass for another field. */
    public static String forLog(String name) {
        String bounded = name.substring(0, Math.min(MAX_LENGTH, name.length()));
        return bounded.replaceAll("[^A-Za-z0-9._-]", "?");
    }
}
