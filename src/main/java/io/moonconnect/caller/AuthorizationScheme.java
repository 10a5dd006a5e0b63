package io.moonconnect.caller;

/**
 * One way of showing who one is in {@code Authorization} (RFC 9110, section 11.4).
 *
 * @param name in whatever case it is sent
 */
record AuthorizationScheme(String name) {

    /** Whether this scheme was meant, be what follows good, bad or nothing. */
    boolean isMeantBy(String authorization) {
        return authorization.regionMatches(true, 0, name, 0, name.length())
                && (authorization.length() == name.length()
                        || Character.isWhitespace(authorization.charAt(name.length())));
    }

    /** What follows the scheme and one space; empty where nothing does. */
    String credentials(String authorization) {
        return authorization.startsWith(" ", name.length()) ? authorization.substring(name.length() + 1) : "";
    }
}
