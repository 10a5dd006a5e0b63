package io.moonconnect.caller;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;

/**
 * Determines the client address behind the trusted proxies. Entries further left in the header, and the other forwarded
 * header, are controlled by the client and ignored.
 */
@Startup
@ApplicationScoped
class TrustedProxies {

    /** A port number or an obfuscated port (RFC 7239, section 6). */
    private static final String PORT = ":(?:\\d{1,5}|_[A-Za-z0-9._-]{1,64})";

    /** IPv6 in brackets, with or without a port, or IPv4 with a port. */
    private static final Pattern WITH_PORT =
            Pattern.compile("\\[([0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{1,45})](?:" + PORT + ")?|([0-9.]{7,15})" + PORT);

    private final int hops;
    private final ForwardedHeader header;

    /** Rejects settings that trust client-controlled addresses: left-most forwarding and the PROXY protocol. */
    @Inject
    TrustedProxies(CallerConfig config, VertxHttpConfig http) {
        this(config);
        if (http.proxy().proxyAddressForwarding()) {
            throw new ConfigurationException(
                    "quarkus.http.proxy.proxy-address-forwarding must not be set: use moonconnect.trusted-hops");
        }
        if (http.proxy().useProxyProtocol()) {
            throw new ConfigurationException(
                    "quarkus.http.proxy.use-proxy-protocol must not be set: any client could claim any address");
        }
    }

    TrustedProxies(CallerConfig config) {
        this.hops = config.trustedHops();
        this.header = config.forwardedHeader();
        if (hops < 0) {
            throw new ConfigurationException("moonconnect.trusted-hops must not be negative");
        }
    }

    /**
     * The peer address if no proxy is trusted. Empty if the header has too few entries: the peer is then a proxy, and
     * the client is unknown.
     *
     * @param peer the remote address of the connection, or null
     * @param headers returns all lines of the named header
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

    /** A zone index is local to this host. */
    private static String withoutZone(String peer) {
        int zone = peer.indexOf('%');
        return zone < 0 ? peer : peer.substring(0, zone);
    }

    private static String withoutPort(String entry) {
        Matcher withPort = WITH_PORT.matcher(entry);
        if (!withPort.matches()) {
            return entry;
        }
        return withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
    }
}
