package io.moonconnect.http;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The allowed CORS origins ({@code moonconnect.cors.origins}), exactly as browsers send them. An origin that could
 * never match fails the startup, as do wildcards and regular expressions.
 */
record BrowserOrigins(Set<String> allowed) {

    /** Serialised origin (RFC 6454): lower case, no path; includes the schemes of extensions and apps. */
    private static final Pattern ORIGIN =
            Pattern.compile("[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[1-9][0-9]{0,4})?");

    /** Browsers omit the default port. */
    private static final Pattern DEFAULT_PORT = Pattern.compile("http://.*:80|https://.*:443");

    static BrowserOrigins of(List<String> configured) {
        configured.forEach(BrowserOrigins::check);
        return new BrowserOrigins(Set.copyOf(configured));
    }

    boolean isEmpty() {
        return allowed.isEmpty();
    }

    /** Whether the origin is allowed; more than one {@code Origin} is not. */
    boolean allow(List<String> origins) {
        return origins.size() == 1 && allowed.contains(origins.get(0));
    }

    private static void check(String origin) {
        if (!ORIGIN.matcher(origin).matches() || DEFAULT_PORT.matcher(origin).matches()) {
            throw new ConfigurationException("moonconnect.cors.origins must be exact origins, comma separated, such as "
                    + "https://shop.example: lower case, no path, no default port, no * and no expressions; not "
                    + origin);
        }
    }
}
