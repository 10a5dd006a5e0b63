package io.moonconnect.connection;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.moonconnect.moonpay.wire.WireJson;

/**
 * A location in the capability {@code paymentDisclosures}. Each part is a set, because a key can be repeated; names are
 * in upper case, and administrative areas have no country prefix ({@code US-NY} becomes {@code NY}).
 *
 * @param countries ISO 3166-1 alpha-3
 * @param administrativeAreas states of the USA, two letters
 * @param areas broader regions, for example {@code EEA}
 * @param understood false if it might be elsewhere: a part is malformed, repeated or missing
 */
record Location(Set<String> countries, Set<String> administrativeAreas, Set<String> areas, boolean understood) {

    /** An unknown location. */
    static final Location NOT_UNDERSTOOD = new Location(Set.of(), Set.of(), Set.of(), false);

    static final String EEA = "EEA";

    private static final String USA = "USA";

    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{3}");
    private static final Pattern US_STATE = Pattern.compile("(?:USA?-)?([A-Z]{2})");

    /** Reads the current value; anything but an object is not understood. */
    static Location read(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            parser.skipChildren();
            return NOT_UNDERSTOOD;
        }
        Reader reader = new Reader();
        WireJson.eachField(parser, reader::field);
        return reader.location();
    }

    /** Whether any interpretation is in the USA. */
    boolean isInUsa() {
        return countries.contains(USA);
    }

    private static final class Reader {

        private final Set<String> countries = new LinkedHashSet<>();
        private final Set<String> administrativeAreas = new LinkedHashSet<>();
        private final Set<String> areas = new LinkedHashSet<>();
        private final Set<String> seen = new LinkedHashSet<>();
        private boolean understood = true;

        void field(String name, JsonParser value) throws IOException {
            switch (name) {
                case "country" -> part(name, countries, value);
                case "administrativeArea" -> part(name, administrativeAreas, value);
                case "area" -> part(name, areas, value);
                default -> WireJson.skip(value);
            }
        }

        /** Null counts as absent. */
        private void part(String name, Set<String> values, JsonParser value) throws IOException {
            understood &= seen.add(name);
            if (value.currentToken() == JsonToken.VALUE_STRING) {
                values.add(value.getText());
            } else if (value.currentToken() != JsonToken.VALUE_NULL) {
                understood = false;
                WireJson.skip(value);
            }
        }

        /** Understood only with a valid country or a known region. */
        Location location() {
            Set<String> inUpperCase = upperCase(countries);
            Set<String> regions = upperCase(areas);
            understood &= countries.stream().allMatch(it -> COUNTRY.matcher(it).matches());
            understood &= !countries.isEmpty() || regions.contains(EEA);
            Set<String> states = states(inUpperCase.contains(USA));
            return new Location(inUpperCase, states, regions, understood);
        }

        /** States are relevant in the USA only. */
        private Set<String> states(boolean inUsa) {
            Set<String> states = new LinkedHashSet<>();
            for (String area : upperCase(administrativeAreas)) {
                Matcher state = US_STATE.matcher(area);
                if (state.matches()) {
                    states.add(state.group(1));
                } else if (inUsa) {
                    understood = false;
                }
            }
            return states;
        }

        private static Set<String> upperCase(Set<String> values) {
            Set<String> upper = new LinkedHashSet<>();
            values.forEach(value -> upper.add(value.toUpperCase(Locale.ROOT)));
            return upper;
        }
    }
}
