package io.moonconnect.http;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The allowed CORS origins ({@code moonconnect.cors.origins}), exactly as browsers send them. An origin that could
 * never match fails the startup, as do expressions and all wildcards but one: Firefox gives an extension another origin
 * in each installation, so {@value #EVERY_ADD_ON} stands for all of its extensions.
 */
record BrowserOrigins(Set<String> allowed) {

    static final String EVERY_ADD_ON = "moz-extension://*";

    /** Serialised origin (RFC 6454): lower case, no path; includes the schemes of extensions and apps. */
    private static final Pattern ORIGIN =
            Pattern.compile("[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[1-9][0-9]{0,4})?");

    /** Browsers omit the default port. */
    private static final Pattern DEFAULT_PORT = Pattern.compile("http://.*:80|https://.*:443");

    /** The host is a UUID, a new one in each installation. */
    private static final Pattern ADD_ON = Pattern.compile("moz-extension://[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Pattern LOGGED = Pattern.compile(ADD_ON + "|chrome-extension://[a-p]{32}"
            + "|https?://(localhost|([a-z0-9-]{1,63}\\.)+[a-z][a-z0-9-]{1,62})(:[0-9]{1,5})?");

    private static final int MAX_LOGGED = 100;

    /** @param own origins of pages that this build serves itself, not checked: their port may be 0 */
    static BrowserOrigins of(List<String> configured, List<String> own) {
        configured.forEach(BrowserOrigins::check);
        return new BrowserOrigins(
                Stream.of(configured, own).flatMap(List::stream).collect(Collectors.toUnmodifiableSet()));
    }

    boolean isEmpty() {
        return allowed.isEmpty();
    }

    boolean allowEveryAddOn() {
        return allowed.contains(EVERY_ADD_ON);
    }

    /** Whether the origin is allowed; more than one {@code Origin} is not. */
    boolean allow(List<String> origins) {
        if (origins.size() != 1) {
            return false;
        }
        String origin = origins.get(0);
        return allowed.contains(origin) && !origin.equals(EVERY_ADD_ON)
                || allowEveryAddOn() && ADD_ON.matcher(origin).matches();
    }

    /** For the log. Callers can send anything, so anything but a domain name or an extension is left out. */
    static String bounded(List<String> origins) {
        String first = origins.get(0);
        String origin = first.substring(0, Math.min(first.length(), MAX_LOGGED));
        return origins.size() == 1 && LOGGED.matcher(origin).matches() ? origin : "malformed";
    }

    private static void check(String origin) {
        boolean exact = ORIGIN.matcher(origin).matches()
                && !DEFAULT_PORT.matcher(origin).matches();
        if (!exact && !origin.equals(EVERY_ADD_ON)) {
            throw new ConfigurationException("moonconnect.cors.origins must be exact origins, comma separated, such as "
                    + "https://shop.example: lower case, no path, no default port, no expressions and no * except "
                    + EVERY_ADD_ON + "; not " + origin);
        }
    }
}
