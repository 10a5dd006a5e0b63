package io.moonconnect.testing;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The defaults that the artifacts are built with, which manifests and images must not drift from. */
public final class ApplicationProperties {

    private static final Properties DEFAULTS = read();

    private ApplicationProperties() {}

    public static String get(String key) {
        String value = DEFAULTS.getProperty(key);
        if (value == null) {
            throw new AssertionError("application.properties does not have " + key);
        }
        return value;
    }

    public static int port(String key) {
        return Integer.parseInt(get(key));
    }

    public static Duration duration(String key) {
        return Duration.parse("PT" + get(key));
    }

    /** Those of the API and of management. */
    public static List<String> ports() {
        return Stream.of("quarkus.http.port", "quarkus.management.port")
                .map(ApplicationProperties::get)
                .toList();
    }

    /** With those of the simulator and of the reference frontend, in order. */
    public static List<String> portsOfTheDemo() {
        return Stream.concat(
                        ports().stream(),
                        Stream.of("%demo.simulator.port", "%demo.simulator.frontend-port")
                                .map(ApplicationProperties::get))
                .sorted()
                .toList();
    }

    private static Properties read() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties;
    }
}
