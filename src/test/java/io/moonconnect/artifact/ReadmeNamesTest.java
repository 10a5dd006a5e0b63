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

import static org.assertj.core.api.Assertions.assertThat;

/** What the README gives as proof is there: every test that it names exists. */
class ReadmeNamesTest {

    private static final Pattern TEST_NAME = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`");

    @Test
    void every_test_that_is_named_exists() throws IOException {
        Set<String> named = TEST_NAME
                .matcher(Files.readString(Readme.FILE))
                .results()
                .map((MatchResult match) -> match.group(1) + ".java")
                .collect(Collectors.toSet());

        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            Set<String> there = tests.map(test -> test.getFileName().toString()).collect(Collectors.toSet());
            assertThat(named).hasSizeGreaterThan(10).isSubsetOf(there);
        }
    }
}
