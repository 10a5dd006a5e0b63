package io.moonconnect.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.DefaultValuesConfigSource;
import io.smallrye.config.PropertyName;

/**
 * The source of the configuration's default values, with the name, ordinal and matching rules of SmallRye's own. A name
 * with a {@code *} is a pattern for all values of a segment; it is compared only with names that have the same start
 * and end.
 */
final class DefaultValues implements ConfigSource {

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, List<Pattern>> patterns = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    DefaultValues(Map<String, String> defaults) {
        defaults.forEach((name, value) -> {
            values.put(name, value);
            int star = name.indexOf('*');
            if (star >= 0) {
                Pattern pattern = new Pattern(new PropertyName(name), name.substring(name.lastIndexOf('*') + 1), value);
                patterns.computeIfAbsent(name.substring(0, star), start -> new ArrayList<>())
                        .add(pattern);
            } else {
                names.add(name);
            }
        });
        patterns.values().forEach(list -> list.sort(Pattern.LONGEST_FIRST));
    }

    @Override
    public String getValue(String name) {
        String value = values.get(name);
        return value == null && !name.startsWith("%") ? ofPattern(name) : value;
    }

    private String ofPattern(String name) {
        PropertyName compared = null;
        for (int end = name.length(); end >= 0; end--) {
            if (end > 0 && !isBoundary(name.charAt(end - 1))) {
                continue;
            }
            for (Pattern pattern : patterns.getOrDefault(name.substring(0, end), List.of())) {
                if (name.endsWith(pattern.end)) {
                    compared = compared == null ? new PropertyName(name) : compared;
                    if (pattern.name.hashCode() == compared.hashCode() && pattern.name.equals(compared)) {
                        return pattern.value;
                    }
                }
            }
        }
        return null;
    }

    private static boolean isBoundary(char before) {
        return before == '.' || before == '[';
    }

    @Override
    public Set<String> getPropertyNames() {
        return names;
    }

    /** SmallRye recognises defaults by the name and ordinal of their source. */
    @Override
    public String getName() {
        return DefaultValuesConfigSource.NAME;
    }

    @Override
    public int getOrdinal() {
        return DefaultValuesConfigSource.ORDINAL;
    }

    private static final class Pattern {

        static final Comparator<Pattern> LONGEST_FIRST = Comparator.comparingInt(
                        (Pattern pattern) -> pattern.name.getName().length())
                .reversed();

        final PropertyName name;
        final String end;
        final String value;

        Pattern(PropertyName name, String end, String value) {
            this.name = name;
            this.end = end;
            this.value = value;
        }
    }
}
