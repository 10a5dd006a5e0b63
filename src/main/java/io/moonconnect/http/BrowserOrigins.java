package io.moonconnect.http;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The origins whose pages may call ({@code quarkus.http.cors.origins}): each exactly as browsers send it. One that could
 * never match ends the start, and so does one that would match what nobody listed ({@code *}, an expression).
 */
record BrowserOrigins(Set<String> allowed) {

    /** RFC 6454's serialisation: lower case, no path; schemes of extensions and of apps too. */
    private static final Pattern ORIGIN =
            Pattern.compile("[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[1-9][0-9]{0,4})?");

    /** A browser leaves the port of its scheme out. */
    private static final Pattern DEFAULT_PORT = Pattern.compile("http://.*:80|https://.*:443");

    static BrowserOrigins of(List<String> configured) {
        configured.forEach(BrowserOrigins::check);
        return new BrowserOrigins(Set.copyOf(configured));
    }

    boolean isEmpty() {
        return allowed.isEmpty();
    }

    /** Whether a request may come from there; several origins are none. */
    boolean allow(List<String> origins) {
        return origins.size() == 1 && allowed.contains(origins.get(0));
    }

    private static void check(String origin) {
        if (!ORIGIN.matcher(origin).matches() || DEFAULT_PORT.matcher(origin).matches()) {
            throw new ConfigurationException(
                    "quarkus.http.cors.origins must be exact origins, comma separated, such as "
                            + "https://shop.example: lower case, no path, no default port, no * and no expressions; not "
                            + origin);
        }
    }
}
