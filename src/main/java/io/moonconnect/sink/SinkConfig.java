package io.moonconnect.sink;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.WithDefault;

/** The keys of a sink, in each group that has one. */
public interface SinkConfig {

    /** URL to which events are delivered as CloudEvents 1.0 over HTTP; if unset, they are only logged. */
    Optional<URI> url();

    /** Key that signs requests to the sink: at least 32 random characters. A sink requires this or the file. */
    Optional<String> key();

    /** A file that contains only this key; reloaded when it changes. */
    Optional<Path> keyFile();

    /** Time limit for the sink's response. */
    Duration timeout();

    /** Whether the sink may use plain HTTP. Events hold personal data, so enable this only in a trusted network. */
    @WithDefault("false")
    boolean plain();
}
