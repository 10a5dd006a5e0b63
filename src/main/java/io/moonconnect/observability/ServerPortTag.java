package io.moonconnect.observability;

import java.util.Set;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;

/**
 * Adds the port tag to the meters of servers on an ephemeral port. Without it, meters of servers with fixed and
 * ephemeral ports have conflicting tags; if the API and the management interface differ in this, the service neither
 * starts nor exits.
 */
@Singleton
class ServerPortTag implements MeterFilter {

    private static final String PORT = "server.port";
    private static final String ANY = "0";

    /** Meters of a server rather than of a request. */
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
