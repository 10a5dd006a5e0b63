package io.moonconnect.caller;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;

/**
 * Tells the address that a request has come from, past the proxies that are trusted. Everything further left in the header
 * is whatever the client wrote, and so is the header that the proxies do not know.
 */
@ApplicationScoped
class TrustedProxies {

    /** A number, or a port that the proxy hides (RFC 7239, section 6). */
    private static final String PORT = ":(?:\\d{1,5}|_[A-Za-z0-9._-]{1,64})";

    /** Either IPv6 in brackets, with or without a port, or IPv4 with one. */
    private static final Pattern DRESSED =
            Pattern.compile("\\[([0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{1,45})](?:" + PORT + ")?|([0-9.]{7,15})" + PORT);

    private final int hops;
    private final ForwardedHeader header;

    /** Quarkus' own forwarding, which takes the left-most entry for the peer, has to stay off, and so has the PROXY protocol. */
    @Inject
    TrustedProxies(CallerConfig config, VertxHttpConfig http) {
        this(config);
        if (http.proxy().proxyAddressForwarding()) {
            throw new ConfigurationException("quarkus.http.proxy.proxy-address-forwarding must not be set:"
                    + " moonconnect.trusted-hops says how many proxies stand in front");
        }
        if (http.proxy().useProxyProtocol()) {
            throw new ConfigurationException("quarkus.http.proxy.use-proxy-protocol must not be set:"
                    + " whoever connects could name any address");
        }
    }

    TrustedProxies(CallerConfig config) {
        this.hops = config.trustedHops();
        this.header = config.forwardedHeader();
        if (hops < 0) {
            throw new ConfigurationException("moonconnect.trusted-hops must not be negative");
        }
    }

    /** Being observed is what makes a bad configuration a start-up error. */
    void start(@Observes StartupEvent event) {}

    /**
     * The peer itself where no proxy is trusted. Empty where no address is told: the peer would then be a proxy, and whom
     * it speaks for is not known.
     *
     * @param peer the address of the socket's other end, or null
     * @param headers all lines of the header with this name
     */
    Optional<DeviceAddress> addressOf(String peer, Function<String, List<String>> headers) {
        if (hops == 0) {
            return peer == null ? Optional.empty() : DeviceAddress.parse(withoutZone(peer));
        }
        List<String> entries = header.entries(headers.apply(header.headerName()));
        return entries.size() < hops
                ? Optional.empty()
                : DeviceAddress.parse(
                        withoutPort(entries.get(entries.size() - hops).strip()));
    }

    /** The zone of our own socket is nobody else's. */
    private static String withoutZone(String peer) {
        int zone = peer.indexOf('%');
        return zone < 0 ? peer : peer.substring(0, zone);
    }

    private static String withoutPort(String entry) {
        Matcher dressed = DRESSED.matcher(entry);
        if (!dressed.matches()) {
            return entry;
        }
        return dressed.group(1) == null ? dressed.group(2) : dressed.group(1);
    }
}
