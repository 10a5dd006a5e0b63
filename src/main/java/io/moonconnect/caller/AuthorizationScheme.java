package io.moonconnect.caller;

/** An authentication scheme of {@code Authorization} (RFC 9110, section 11.4), matched case-insensitively. */
record AuthorizationScheme(String name) {

    /** Whether the header uses this scheme, with valid, invalid or missing credentials. */
    boolean isMeantBy(String authorization) {
        return authorization.regionMatches(true, 0, name, 0, name.length())
                && (authorization.length() == name.length()
                        || Character.isWhitespace(authorization.charAt(name.length())));
    }

    /** The credentials after the scheme and one space; empty if there are none. */
    String credentials(String authorization) {
        return authorization.startsWith(" ", name.length()) ? authorization.substring(name.length() + 1) : "";
    }
}
