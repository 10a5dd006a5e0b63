package io.moonconnect.leak;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks for one planted value in texts. */
record Search(String name, Set<String> traces) {

    static List<Search> forAll(List<Planted> values) {
        return values.stream()
                .map(value -> new Search(value.name(), value.traces()))
                .toList();
    }

    /** The names of what a text gives away. */
    static List<String> in(String text, List<Planted> values) {
        return namesFound(text, forAll(values));
    }

    /** The same with searches that are used more than once. */
    static List<String> namesFound(String text, List<Search> searches) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        return searches.stream()
                .filter(search -> search.finds(lowerCase))
                .map(Search::name)
                .toList();
    }

    private boolean finds(String lowerCase) {
        return traces.stream().anyMatch(lowerCase::contains);
    }
}
