package io.moonconnect.proxy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The keys of a forward proxy, in each group that has one. */
public interface ProxyConfig {

    /** {@code http://host:port}; if unset, connections are direct. A text, since the error of a URI would print it. */
    Optional<String> proxy();

    /** A file that contains {@code user:password} for the proxy; reloaded when it changes. */
    Optional<Path> proxyCredentialsFile();

    /** Hosts that are reached directly: names with all their subdomains, addresses, or {@code *}. */
    Optional<List<String>> noProxy();
}
