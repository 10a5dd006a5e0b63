package io.moonconnect.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

/**
 * The memory that the kernel holds the process to, on a JVM and in a native image alike:
 * {@code process_resident_memory_bytes}. Only Linux tells.
 */
@ApplicationScoped
class ProcessMemory {

    /** No disk is behind it: the kernel writes it as it is read. */
    private static final Path STATUS = Path.of("/proc/self/status");

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private static final long KIB = 1024;

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        if (residentBytes().isPresent()) {
            Gauge.builder("process.resident.memory", () -> residentBytes().orElse(0))
                    .description("Memory of the process that is not swapped out")
                    .baseUnit("bytes")
                    .register(registry);
        }
    }

    private static OptionalLong residentBytes() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.map(RESIDENT::matcher)
                    .filter(Matcher::matches)
                    .mapToLong(line -> Long.parseLong(line.group(1)) * KIB)
                    .findFirst();
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }
}
