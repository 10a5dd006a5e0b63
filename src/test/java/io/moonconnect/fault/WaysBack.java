package io.moonconnect.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** The table of how each dependency fails and comes back. */
final class WaysBack {

    private static final Path REPORT = Path.of("target/ways-back.md");

    private final Queue<Row> rows = new ConcurrentLinkedQueue<>();

    /**
     * @param answers what callers got meanwhile
     * @param states of the metric, before, during and after
     * @param lines log lines of the service, of the disturbance and the way back
     * @param time of the disturbance and the way back
     * @param back time from the end of the disturbance until all is normal
     */
    record Row(
            String dependency,
            String situation,
            SortedSet<String> answers,
            String states,
            int lines,
            Duration time,
            Duration back) {

        private String line() {
            return "| %s | %s | %s | %s | %d in %.1f s | %.1f s |"
                    .formatted(
                            dependency,
                            situation,
                            String.join(", ", answers),
                            states,
                            lines,
                            time.toMillis() / 1000.0,
                            back.toMillis() / 1000.0);
        }
    }

    void add(Row row) {
        rows.add(row);
    }

    void publish() {
        String table = rows.stream()
                .map(Row::line)
                .sorted()
                .collect(Collectors.joining(
                        "\n",
                        "| dependency | situation | callers received | metric | log lines until normal | normal after |\n"
                                + "|---|---|---|---|---|---|\n",
                        "\n"));
        System.out.println(table);
        try {
            Files.createDirectories(REPORT.getParent());
            Files.writeString(REPORT, table);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
