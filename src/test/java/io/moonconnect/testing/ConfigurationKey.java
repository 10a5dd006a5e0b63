package io.moonconnect.testing;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * A key that the service reads, taken from the code.
 *
 * @param name for example {@code moonpay.base-url}
 * @param defaultValue empty where there is none
 */
public record ConfigurationKey(String name, Optional<String> defaultValue) {

    private static final String OF_THE_SIMULATOR = "simulator";

    /** Every key of the service; those of the simulator are not among them. */
    public static List<ConfigurationKey> all() {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("io.moonconnect").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .flatMap(mapping ->
                                of(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping))
                        .filter(key -> !key.name().startsWith(OF_THE_SIMULATOR))
                        .toList();
    }

    /** For example {@code MOONPAY_BASE_URL}. */
    public String environmentName() {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static Stream<ConfigurationKey> of(String prefix, Class<?> group) {
        return Arrays.stream(group.getMethods()).flatMap(method -> of(prefix, method));
    }

    private static Stream<ConfigurationKey> of(String prefix, Method method) {
        String name =
                prefix + "." + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        if (method.getReturnType().isMemberClass() && method.getReturnType().isInterface()) {
            return of(name, method.getReturnType());
        }
        return Stream.of(new ConfigurationKey(
                name,
                Optional.ofNullable(method.getAnnotation(WithDefault.class)).map(WithDefault::value)));
    }
}
