package io.moonconnect.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Moves the configuration's default values to {@link DefaultValues}, which finds them faster and so shortens the
 * startup. In SmallRye Config 3.16 (and 3.18) nearly all names have the same hash, so each name without a value is
 * compared with every default that has a {@code *} in its name. The names of all defaults are also searched for each
 * map in the configuration, and compared with the settings that Quarkus knows.
 */
public final class QuickDefaults implements SmallRyeConfigBuilderCustomizer {

    /** Optional groups and maps of Quarkus that exist only if the names of their defaults are listed. */
    private static final List<String> LISTED =
            List.of("quarkus.tls.", "quarkus.http.auth.", "quarkus.http.cors.", "quarkus.rest-client.");

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        Map<String, String> values = new HashMap<>(builder.getDefaultValues());
        builder.getDefaultValues().clear();
        builder.withSources(new DefaultValues(values, listed(builder, values.keySet())));
    }

    /** Names that no mapping declares may be keys of a map; declared names are looked up without a list. */
    private static Set<String> listed(SmallRyeConfigBuilder builder, Set<String> names) {
        Set<String> declared = new HashSet<>();
        for (ConfigClass mapping : builder.getMappingsBuilder().getMappings()) {
            declared.addAll(mapping.getProperties().keySet());
        }
        for (ConfigClass mapping :
                builder.getMappingsBuilder().getMappingsInstances().keySet()) {
            declared.addAll(mapping.getProperties().keySet());
        }
        Set<String> listed = new HashSet<>();
        for (String name : names) {
            if (!declared.contains(name) || LISTED.stream().anyMatch(name::startsWith)) {
                listed.add(name);
            }
        }
        return listed;
    }

    /** Last, because other customizers add defaults. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }
}
