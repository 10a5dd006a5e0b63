package io.moonconnect.advisory;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The accepted rows for scanners: a VEX (CycloneDX 1.6), whose references are those of the SBOM. */
final class Vex {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Vex() {}

    static String of(List<Advisory> accepted) {
        ObjectNode vex = JSON.createObjectNode();
        vex.put("bomFormat", "CycloneDX").put("specVersion", "1.6").put("version", 1);
        vex.putObject("metadata")
                .putObject("component")
                .put("type", "application")
                .put("group", "io.moonconnect")
                .put("name", "moonconnect");
        ArrayNode components = vex.putArray("components");
        ArrayNode vulnerabilities = vex.putArray("vulnerabilities");
        Set<String> added = new HashSet<>();
        for (Advisory advisory : accepted) {
            if (added.add(reference(advisory))) {
                component(components.addObject(), advisory);
            }
            vulnerability(vulnerabilities.addObject(), advisory);
        }
        try {
            return JSON.writeValueAsString(vex) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static String reference(Advisory advisory) {
        return "pkg:maven/" + advisory.component().replace(':', '/') + "@"
                + accepted(advisory).ships() + "?type=jar";
    }

    private static void component(ObjectNode component, Advisory advisory) {
        String[] name = advisory.component().split(":");
        component
                .put("type", "library")
                .put("bom-ref", reference(advisory))
                .put("group", name[0])
                .put("name", name[1])
                .put("version", accepted(advisory).ships())
                .put("purl", reference(advisory));
    }

    private static void vulnerability(ObjectNode vulnerability, Advisory advisory) {
        boolean cve = advisory.id().startsWith("CVE-");
        vulnerability.put("id", advisory.id());
        vulnerability
                .putObject("source")
                .put("name", cve ? "NVD" : "GitHub")
                .put(
                        "url",
                        (cve ? "https://nvd.nist.gov/vuln/detail/" : "https://github.com/advisories/") + advisory.id());
        vulnerability
                .putObject("analysis")
                .put("state", "not_affected")
                .put("justification", accepted(advisory).justification())
                .put("detail", accepted(advisory).reason());
        vulnerability.putArray("affects").addObject().put("ref", reference(advisory));
    }

    private static Advisory.Acceptance accepted(Advisory advisory) {
        return advisory.acceptance().orElseThrow();
    }
}
