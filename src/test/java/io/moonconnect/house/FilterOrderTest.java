package io.moonconnect.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.moonconnect.http.FilterOrder;

import static org.assertj.core.api.Assertions.assertThat;

/** The order of filters and routes is in one place: {@link FilterOrder}. */
class FilterOrderTest {

    private static final Path SOURCES = Path.of("src/main/java/io/moonconnect");

    /** It has a server of its own; its one route on the service's server exists in builds that carry the simulator only. */
    private static final Path SIMULATOR = SOURCES.resolve("simulator");

    /**
     * {@code filters.register(handler, place)} of the service and of Quarkus, {@code .order(n)} of a route, and
     * {@code .last()}.
     */
    private static final Pattern REGISTRATION = Pattern.compile(
            "filters\\s*\\.register\\((?<filter>[^;]*?)\\);|\\.order\\((?<route>[^;]*?)\\)[.;\\s]|\\.last\\(\\)");

    /** What makes a method a filter of Quarkus REST, or a class: none is one by its type. */
    private static final Pattern ANNOTATION = Pattern.compile(
            "^\\s*@(?:ServerRequestFilter|ServerResponseFilter|RouteFilter)\\b[^\\n]*"
                    + "|implements [^{]*Container(?:Request|Response)Filter\\b",
            Pattern.MULTILINE);

    private static final Pattern OWN_CONSTANT = Pattern.compile("FilterOrder\\.([A-Z_]+)(?:\\.priority\\(\\))?$");

    private static final Pattern OF_RESOURCES = Pattern.compile("priority = FilterOrder\\.OfResources\\.([A-Z_]+)\\)$");

    @ParameterizedTest
    @EnumSource
    void the_numbers_of_a_kind_run_its_way(FilterOrder.Kind kind) {
        List<Integer> numbers = Arrays.stream(FilterOrder.values())
                .filter(filter -> filter.kind() == kind)
                .map(FilterOrder::priority)
                .toList();
        assertThat(numbers)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(kind.isAscending() ? Comparator.naturalOrder() : Comparator.reverseOrder());
    }

    /** Quarkus makes a filter a route whose order is its priority negated. */
    @Test
    void filters_and_routes_follow_each_other_as_vertx_calls_them() {
        assertThat(Arrays.stream(FilterOrder.values())
                        .filter(filter ->
                                filter.kind() == FilterOrder.Kind.FILTER || filter.kind() == FilterOrder.Kind.ROUTE)
                        .map(filter -> filter.kind().isAscending() ? filter.priority() : -filter.priority()))
                .isSorted();
    }

    @Test
    void every_filter_and_route_is_registered_with_its_constant_and_no_constant_is_left_over() {
        assertThat(sources().flatMap(FilterOrderTest::registered))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FilterOrder.values()).map(Enum::name).toList());
    }

    /** The names of the constants in a source; the text itself of what has a number of its own, or none. */
    private static Stream<String> registered(String source) {
        Stream<String> calls =
                REGISTRATION.matcher(source).results().map(call -> constant(OWN_CONSTANT, argument(call)));
        Stream<String> annotations = ANNOTATION
                .matcher(source)
                .results()
                .map(annotation -> constant(OF_RESOURCES, annotation.group().strip()));
        return Stream.concat(calls, annotations);
    }

    private static String argument(MatchResult call) {
        String argument = call.group(1) == null ? call.group(2) : call.group(1);
        return argument == null ? call.group() : argument.strip();
    }

    private static String constant(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse(text);
    }

    private static Stream<String> sources() {
        try {
            return Files.walk(SOURCES)
                    .filter(path -> path.toString().endsWith(".java") && !path.startsWith(SIMULATOR))
                    .filter(path -> !path.endsWith("FilterOrder.java"))
                    .map(FilterOrderTest::read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
