package io.moonconnect.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.moonconnect.testing.ImageOptions;

import static org.assertj.core.api.Assertions.assertThat;

/** What is measured and what the cache is trained for is what the image runs with. */
class JvmOptionsTest {

    @Test
    void benchmarks_run_with_the_options_of_the_image() throws IOException {
        assertThat(assigned("deploy/bench/workloads.sh", "image_options"))
                .containsExactlyElementsOf(ImageOptions.ofTheJvm().stream()
                        .filter(option -> !option.equals("-XX:+ExitOnOutOfMemoryError"))
                        .toList());
    }

    @Test
    void the_demo_has_the_options_of_the_image() {
        assertThat(ImageOptions.of("deploy/Dockerfile.demo")).isEqualTo(ImageOptions.ofTheJvm());
    }

    /** These decide how objects look in a cache. */
    @Test
    void the_cache_is_trained_with_the_collector_and_the_headers_of_the_image() throws IOException {
        List<String> decisive = ImageOptions.ofTheJvm().stream()
                .filter(option -> option.matches("-XX:[+-]Use(.*GC|Compact.*|Compressed.*)"))
                .toList();

        assertThat(decisive).isNotEmpty();
        assertThat(assigned("deploy/train.sh", "TRAINED_OPTIONS")).isEqualTo(decisive);
        assertThat(Files.readAllLines(Path.of("deploy/train.sh")))
                .filteredOn(line -> line.contains("-XX:AOTCache"))
                .hasSize(2)
                .allMatch(line -> line.contains("\"$java\" $TRAINED_OPTIONS "));
    }

    private static List<String> assigned(String script, String variable) throws IOException {
        Matcher line = Pattern.compile("(?m)^" + variable + "=\"(.*)\"$").matcher(Files.readString(Path.of(script)));
        assertThat(line.find()).isTrue();
        return List.of(line.group(1).split(" "));
    }
}
