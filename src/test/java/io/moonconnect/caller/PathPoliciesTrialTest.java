package io.moonconnect.caller;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import io.quarkus.vertx.http.runtime.VertxHttpConfig;

import static org.assertj.core.api.Assertions.assertThat;

/** Why {@link PathPolicies} rejects Quarkus' path policies. When this test fails, that reason is gone. */
class PathPoliciesTrialTest {

    private static final String FIXED = "3.33.3.3";

    @Test
    void quarkus_is_older_than_the_fix_of_its_path_policies() throws IOException {
        Properties artifact = new Properties();
        try (InputStream file = VertxHttpConfig.class.getResourceAsStream(
                "/META-INF/maven/io.quarkus/quarkus-vertx-http/pom.properties")) {
            artifact.load(file);
        }
        assertThat(Version.parse(artifact.getProperty("version")))
                .as("the version without CVE-2026-87743 is used")
                .isLessThan(Version.parse(FIXED));
    }
}
