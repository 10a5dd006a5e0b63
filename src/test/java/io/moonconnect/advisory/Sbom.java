package io.moonconnect.advisory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What ships, by the SBOM that a build makes (CycloneDX). */
final class Sbom {

    private final Map<String, String> versions = new HashMap<>();
    private final Map<String, String> references = new HashMap<>();

    private Sbom() {}

    static Sbom read() {
        Path file = Path.of(System.getProperty("artifact.sbom", "target/sbom.cdx.json"));
        Sbom sbom = new Sbom();
        try {
            new ObjectMapper().readTree(file.toFile()).path("components").forEach(sbom::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sbom;
    }

    private void add(JsonNode component) {
        String name =
                component.path("group").asText() + ":" + component.path("name").asText();
        versions.put(name, component.path("version").asText());
        references.put(name, component.path("bom-ref").asText());
    }

    Set<String> components() {
        return versions.keySet();
    }

    /** Null where it does not ship. */
    String versionOf(String component) {
        return versions.get(component);
    }

    String referenceOf(String component) {
        return references.get(component);
    }
}
