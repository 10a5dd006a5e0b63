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
public final class WaysBack {

    private final Queue<Row> rows = new ConcurrentLinkedQueue<>();
    private final Path report;

    /** @param report name of the file in {@code target} */
    public WaysBack(String report) {
        this.report = Path.of("target", report);
    }

    /**
     * @param answers what callers got meanwhile
     * @param states of the metric, before, during and after
     * @param lines log lines of the service, of the disturbance and the way back
     * @param time of the disturbance and the way back
     * @param back time from the end of the disturbance until all is normal
     */
    public record Row(
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

    public void add(Row row) {
        rows.add(row);
    }

    public void publish() {
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
            Files.createDirectories(report.getParent());
            Files.writeString(report, table);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
