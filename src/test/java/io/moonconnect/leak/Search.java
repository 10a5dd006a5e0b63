package io.moonconnect.leak;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Searches texts for one planted value. */
record Search(String name, Set<String> traces) {

    static List<Search> forAll(List<Planted> values) {
        return values.stream()
                .map(value -> new Search(value.name(), value.traces()))
                .toList();
    }

    /** Names of the values that a text leaks. */
    static List<String> in(String text, List<Planted> values) {
        return namesFound(text, forAll(values));
    }

    /** With prepared searches, for many texts. */
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
