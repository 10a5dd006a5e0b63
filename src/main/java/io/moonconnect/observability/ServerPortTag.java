package io.moonconnect.observability;

import java.util.Set;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;

/**
 * Gives the meters of a server whose port is any free one the tag that those of a server with a fixed port have. Without it
 * the two kinds clash, and where the API has the one and the management interface the other, the service would neither
 * come up nor end.
 */
@Singleton
class ServerPortTag implements MeterFilter {

    private static final String PORT = "server.port";
    private static final String ANY = "0";

    /** What Quarkus measures of a server, rather than of a request. */
    private static final Set<String> OF_A_SERVER = Set.of(
            "http.server.bytes.read",
            "http.server.bytes.written",
            "http.server.connections",
            "http.server.active.connections",
            "http.server.active.requests");

    @Override
    public Meter.Id map(Meter.Id id) {
        return OF_A_SERVER.contains(id.getName()) && id.getTag(PORT) == null ? id.withTag(Tag.of(PORT, ANY)) : id;
    }
}
