package io.moonconnect.artifact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service exposes for Prometheus, series by series. */
record MetricsPage(List<Sample> samples) {

    private static final Pattern LINE = Pattern.compile("([A-Za-z_:][\\w:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** A series. */
    record Sample(String metric, Map<String, String> labels) {}

    static MetricsPage of(String page) {
        return new MetricsPage(page.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(MetricsPage::sample)
                .toList());
    }

    /** Whether a series is there that a selector of a query selects. */
    boolean has(PromQl.Selector selector) {
        return samples.stream().anyMatch(selector::selects);
    }

    /** Whether one of these metrics has a label. */
    boolean hasLabel(String label, List<PromQl.Selector> selectors) {
        return samples.stream()
                .filter(sample -> selectors.stream().anyMatch(selector -> selector.selects(sample)))
                .anyMatch(sample -> sample.labels().containsKey(label));
    }

    private static Sample sample(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("not a series: " + line);
        }
        Map<String, String> labels = new HashMap<>();
        if (matcher.group(2) != null) {
            LABEL.matcher(matcher.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return new Sample(matcher.group(1), labels);
    }
}
