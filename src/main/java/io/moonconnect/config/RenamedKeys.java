package io.moonconnect.config;

import java.io.Serial;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

import jakarta.annotation.Priority;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;

import static java.util.Map.entry;

/**
 * Reads renamed keys under their former names too. If both are set, the new name takes precedence; defaults and the
 * values that the artifact contains do not count as set. The priority is that of SmallRye's own fallbacks: profiles and
 * expressions apply to both names.
 */
@Priority(Priorities.LIBRARY + 600)
public final class RenamedKeys implements ConfigSourceInterceptor {

    /** Former names by key. */
    static final Map<String, String> FORMER = Map.ofEntries(
            entry("moonconnect.audit.customer-ids", "moonconnect.audit-customer-ids"),
            entry("moonconnect.audit.key", "moonconnect.audit-key"),
            entry("moonconnect.audit.key-file", "moonconnect.audit-key-file"),
            entry("moonconnect.body.max-held", "moonconnect.max-held-bodies"),
            entry("moonconnect.body.timeout", "moonconnect.body-timeout"),
            entry("moonconnect.compare.deadline", "moonconnect.compare-deadline"),
            entry("moonconnect.cors.origins", "quarkus.http.cors.origins"),
            entry("moonconnect.disclosures.file", "moonconnect.disclosures-file"),
            entry("moonconnect.files.check-interval", "moonconnect.files-check-interval"),
            entry("moonconnect.poll.interval", "moonconnect.poll-interval"),
            entry("moonconnect.poll.max-interval", "moonconnect.poll-max-interval"),
            entry("moonconnect.poll.share", "moonconnect.poll-share"),
            entry("moonconnect.refresh.backoff", "moonconnect.refresh-backoff"),
            entry("moonconnect.refresh.share", "moonconnect.refresh-share"),
            entry("moonconnect.streams.heartbeat", "moonconnect.stream-heartbeat"),
            entry("moonconnect.streams.life", "moonconnect.stream-life"),
            entry("moonconnect.streams.max-open", "moonconnect.max-streams"),
            entry("moonconnect.streams.max-per-token", "moonconnect.max-streams-per-token"),
            entry("moonconnect.webhooks.max-concurrent", "moonconnect.max-webhooks"),
            entry("moonconnect.webhooks.memory.events", "moonconnect.webhook-memory-events"),
            entry("moonconnect.webhooks.memory.life", "moonconnect.webhook-memory"),
            entry("moonconnect.webhooks.sink.key", "moonconnect.webhook-sink-key"),
            entry("moonconnect.webhooks.sink.key-file", "moonconnect.webhook-sink-key-file"),
            entry("moonconnect.webhooks.sink.plain", "moonconnect.webhook-sink-plain"),
            entry("moonconnect.webhooks.sink.timeout", "moonconnect.webhook-sink-timeout"),
            entry("moonconnect.webhooks.sink.url", "moonconnect.webhook-sink"),
            entry("moonconnect.webhooks.tolerance", "moonconnect.webhook-tolerance"));

    private static final String PREFIX = "moonconnect.";

    /** Ordinal of {@code application.properties} in the artifact. */
    private static final int IN_THE_ARTIFACT = 250;

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        String formerName = name.startsWith(PREFIX) ? FORMER.get(name) : null;
        if (formerName == null || ordinal(value) > IN_THE_ARTIFACT) {
            return value;
        }
        ConfigValue former = context.proceed(formerName);
        return ordinal(value) >= ordinal(former) ? value : former.withName(name);
    }

    /** The lowest one without a value. */
    private static int ordinal(ConfigValue value) {
        return value == null ? Integer.MIN_VALUE : value.getConfigSourceOrdinal();
    }

    /** Without former names, which SmallRye would reject as unknown. */
    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        Set<String> names = new HashSet<>();
        context.iterateNames().forEachRemaining(names::add);
        FORMER.values().forEach(names::remove);
        return names.iterator();
    }
}
