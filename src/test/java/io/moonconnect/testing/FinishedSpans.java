package io.moonconnect.testing;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.awaitility.Awaitility;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/** Every span that the service under test has finished, where its tracing is on. */
@Singleton
public class FinishedSpans {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

    @Produces
    @Singleton
    SpanExporter exporter() {
        return exporter;
    }

    public List<SpanData> all() {
        return exporter.getFinishedSpanItems();
    }

    /** Waits for so many that are like this, and hands back all of them. */
    public List<SpanData> await(int count, Predicate<SpanData> like) {
        return Awaitility.await()
                .atMost(SOON)
                .until(() -> all().stream().filter(like).toList(), found -> found.size() >= count);
    }
}
