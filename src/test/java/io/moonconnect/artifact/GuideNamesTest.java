package io.moonconnect.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.moonconnect.testing.Documents;

import static org.assertj.core.api.Assertions.assertThat;

/** Every test that a document names exists. */
class GuideNamesTest {

    private static final Pattern TEST_NAME = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`");

    @Test
    void every_test_that_is_named_exists() throws IOException {
        Set<String> named = Documents.all().stream()
                .flatMap(document -> TEST_NAME.matcher(Documents.text(document)).results())
                .map((MatchResult match) -> match.group(1) + ".java")
                .collect(Collectors.toSet());

        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            Set<String> there = tests.map(test -> test.getFileName().toString()).collect(Collectors.toSet());
            assertThat(named).hasSizeGreaterThan(40).isSubsetOf(there);
        }
    }
}
