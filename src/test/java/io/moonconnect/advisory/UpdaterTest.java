package io.moonconnect.advisory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** The version updater looks into every directory that holds a version, and what it cannot read follows what it can. */
class UpdaterTest {

    private static final Path CONFIGURATION = Path.of(".github/dependabot.yml");
    private static final Path PLACES = Path.of("deploy/version-places.csv");
    /** Dependabot finds them itself, in the directory that it is given as the repository's. */
    private static final String WORKFLOWS = ".github/workflows/";

    private static final Path IMAGES = Path.of(".github/images/Dockerfile");

    /** What Dependabot does not read, and the file it reads instead where there is one; {@code ""} is updated by hand. */
    private static final Map<String, String> NOT_READ = Map.of(
            ".mvn/wrapper/maven-wrapper.properties", "",
            "deploy/Dockerfile.jvm", ".github/images/Dockerfile",
            "deploy/Dockerfile.native", ".github/images/Dockerfile",
            "deploy/Dockerfile.demo", ".github/images/Dockerfile",
            ".ci/native/NativeImage.java", ".ci/native/pom.xml");

    private static final Pattern IMAGE = Pattern.compile("(?m)^ARG [A-Z]+_IMAGE=(\\S+)");
    private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+)");

    @Test
    void it_looks_into_exactly_the_directories_that_hold_a_version() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (String row : places()) {
            String[] cells = row.split(",");
            String file = NOT_READ.getOrDefault(cells[0], cells[0]);
            if (!file.isEmpty()) {
                expected.add(cells[1] + " " + directory(file));
            }
        }
        Set<String> configured = new TreeSet<>();
        for (JsonNode update : new ObjectMapper(new YAMLFactory())
                .readTree(CONFIGURATION.toFile())
                .path("updates")) {
            configured.add(update.path("package-ecosystem").asText() + " "
                    + update.path("directory").asText());
            assertThat(update.at("/schedule/interval").asText()).isEqualTo("weekly");
        }

        assertThat(configured).isEqualTo(expected);
    }

    @Test
    void what_it_does_not_read_is_a_place_with_a_version() throws IOException {
        assertThat(places().stream().map(row -> row.split(",")[0])).containsAll(NOT_READ.keySet());
    }

    @Test
    void the_images_that_it_reads_are_those_of_the_dockerfiles() throws IOException {
        Set<String> used = new TreeSet<>();
        for (String file : NOT_READ.keySet()) {
            if (file.startsWith("deploy/Dockerfile")) {
                used.addAll(found(IMAGE, Path.of(file)));
            }
        }

        assertThat(used).hasSizeGreaterThan(2).containsExactlyInAnyOrderElementsOf(found(FROM, IMAGES));
    }

    private static List<String> places() throws IOException {
        List<String> rows = Files.readAllLines(PLACES);
        return rows.subList(1, rows.size());
    }

    private static List<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String directory(String file) {
        Path parent = Path.of(file).getParent();
        if (file.startsWith(WORKFLOWS)) {
            return "/";
        }
        return parent == null ? "/" : "/" + parent;
    }
}
