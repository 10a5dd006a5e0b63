package io.moonconnect.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The top level of the repository has few names, and tools' files among them begin with a dot. */
class TopLevelTest {

    private static final Set<String> NAMES =
            Set.of("pom.xml", "mvnw", "mvnw.cmd", "src", "deploy", "k8s", "findings", "README.md");

    /** As {@code .gitignore} has them. */
    private static final Pattern IGNORED = Pattern.compile("target|node_modules|.*\\.(iml|log)");

    @Test
    void it_has_the_names_that_it_should_and_no_others() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(""))) {
            List<String> names = entries.map(Path::toString)
                    .filter(name -> !name.startsWith("."))
                    .filter(name -> !IGNORED.matcher(name).matches())
                    .toList();

            assertThat(names).containsExactlyInAnyOrderElementsOf(NAMES);
        }
    }

    @Test
    void the_editor_settings_have_the_indentation_of_the_formatter() {
        assertThat(Path.of(".editorconfig")).content().contains("root = true", "[*.java]\nindent_size = 4");
    }
}
