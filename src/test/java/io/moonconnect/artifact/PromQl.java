package io.moonconnect.artifact;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query of Prometheus' names: its metrics with their label matchers, and the labels that it groups by. Whether it can
 * be parsed at all is for Prometheus to say.
 *
 * @param selectors in the order of the query
 * @param groupings labels in {@code by}, {@code on} and the like
 */
record PromQl(List<Selector> selectors, Set<String> groupings) {

    /** Strings, durations in brackets and after {@code offset}, names (a function's with what opens its arguments), and single characters. */
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^\\]]*]|[0-9.]+(?:ms|[smhdwy])?|[A-Za-z_:][\\w:]*|[!=]~|!=|\\S");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_:][\\w:]*");

    private static final Set<String> LABEL_LISTS =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

    /** A metric, and what is asked of its labels. */
    record Selector(String metric, List<LabelMatcher> matchers) {

        boolean selects(MetricsPage.Sample sample) {
            return sample.metric().equals(metric) && matchers.stream().allMatch(matcher -> matcher.matches(sample));
        }
    }

    /** @param operator one of {@code = != =~ !~} */
    record LabelMatcher(String label, String operator, String value) {

        /** Prometheus adds these itself. */
        private static final Set<String> OF_THE_TARGET = Set.of("job", "instance");

        /** A label that is named has to be there, even where a value is ruled out. */
        boolean matches(MetricsPage.Sample sample) {
            if (OF_THE_TARGET.contains(label)) {
                return true;
            }
            String found = sample.labels().get(label);
            return found != null
                    && switch (operator) {
                        case "=" -> found.equals(value);
                        case "!=" -> !found.equals(value);
                        case "=~" -> found.matches(value);
                        default -> !found.matches(value);
                    };
        }
    }

    static PromQl of(String query) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(query);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return new Reader(tokens).read();
    }

    /** Labels that are named but belong to no metric, since Prometheus or a histogram adds them, left out. */
    Set<String> ownGroupings() {
        Set<String> own = new LinkedHashSet<>(groupings);
        own.removeAll(Set.of("job", "instance", "le"));
        return own;
    }

    private static final class Reader {

        private final List<String> tokens;
        private final List<Selector> selectors = new ArrayList<>();
        private final Set<String> groupings = new LinkedHashSet<>();
        private int at;

        Reader(List<String> tokens) {
            this.tokens = tokens;
        }

        PromQl read() {
            while (at < tokens.size()) {
                String token = tokens.get(at++);
                if (LABEL_LISTS.contains(token)) {
                    labels();
                } else if (NAME.matcher(token).matches()
                        && !OPERATORS.contains(token)
                        && !next("(")
                        && !isAggregation()) {
                    selectors.add(new Selector(token, next("{") ? matchers() : List.of()));
                }
            }
            return new PromQl(selectors, groupings);
        }

        /** {@code sum by (...) (...)}: the name stands before the labels. */
        private boolean isAggregation() {
            return next("by") || next("without");
        }

        private boolean next(String expected) {
            return at < tokens.size() && tokens.get(at).equals(expected);
        }

        private void labels() {
            if (!next("(")) {
                return;
            }
            for (at++; !next(")"); at++) {
                if (!next(",")) {
                    groupings.add(tokens.get(at));
                }
            }
            at++;
        }

        private List<LabelMatcher> matchers() {
            List<LabelMatcher> matchers = new ArrayList<>();
            for (at++; !next("}"); ) {
                String quoted = tokens.get(at + 2);
                matchers.add(
                        new LabelMatcher(tokens.get(at), tokens.get(at + 1), quoted.substring(1, quoted.length() - 1)));
                at += 3;
                if (next(",")) {
                    at++;
                }
            }
            at++;
            return matchers;
        }
    }
}
