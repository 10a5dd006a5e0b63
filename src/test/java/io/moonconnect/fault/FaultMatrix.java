package io.moonconnect.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/** The results as a Markdown table: a row per fault, a column per operation. */
final class FaultMatrix {

    private static final Path FILE = Path.of("target", "fault-matrix.md");

    private final Map<MoonPayFault, Map<OurOperation, String>> cells = new EnumMap<>(MoonPayFault.class);
    private final Map<MoonPayFault, Duration> longest = new EnumMap<>(MoonPayFault.class);
    private int repeated;

    void put(MoonPayFault fault, OurOperation operation, String cell, Duration took) {
        cells.computeIfAbsent(fault, row -> new EnumMap<>(OurOperation.class)).put(operation, cell);
        longest.merge(fault, took, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** A cell was repeated so often, because the machine had stalled during the test. */
    void repeated(int times) {
        repeated += times;
    }

    /** Prints the table, and writes it next to the test reports. */
    void publish() {
        try {
            Files.writeString(FILE, text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(text());
    }

    private String text() {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add(
                "Fault matrix: problem, status (Retry-After) / calls of MoonPay. All times are a tenth of the usual ones.");
        lines.add("");
        StringJoiner head = row().add("fault");
        Arrays.stream(OurOperation.values()).forEach(operation -> head.add(operation.name()));
        lines.add(head.add("longest, ms").toString());
        lines.add("|---".repeat(OurOperation.values().length + 2) + "|");
        cells.forEach((fault, row) -> lines.add(line(fault, row)));
        lines.add("");
        int count = cells.values().stream().mapToInt(Map::size).sum();
        long most = longest.values().stream()
                .max(Comparator.naturalOrder())
                .map(Duration::toMillis)
                .orElse(0L);
        lines.add(count + " cells, the longest " + most + " ms; " + repeated + " repeated on a stalled machine.");
        return lines.toString();
    }

    private String line(MoonPayFault fault, Map<OurOperation, String> row) {
        StringJoiner line = row().add(fault.title());
        Arrays.stream(OurOperation.values()).forEach(operation -> line.add(row.getOrDefault(operation, "FAILED")));
        return line.add(String.valueOf(longest.get(fault).toMillis())).toString();
    }

    private static StringJoiner row() {
        return new StringJoiner(" | ", "| ", " |");
    }
}
