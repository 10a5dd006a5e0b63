package io.moonconnect.disclosure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.moonconnect.moonpay.wire.PaymentDisclosure;

/**
 * Parses a catalogue file. The format is that of {@code disclosures.schema.json}, so that a file that validates in an
 * editor is accepted; {@link CatalogueRules} has the rules that a schema cannot express.
 */
final class CatalogueFile {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern LOCALE = Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?");
    private static final Pattern URL = Pattern.compile("https://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][!-~]*)?");
    private static final Pattern NOT_BLANK = Pattern.compile("\\s*+[^\\s\\x00][^\\x00]*+");

    private final List<String> problems = new ArrayList<>();

    private CatalogueFile() {}

    static Catalogue read(byte[] json) throws BadCatalogueException {
        CatalogueFile file = new CatalogueFile();
        Catalogue catalogue = file.catalogue(tree(json));
        if (file.problems.isEmpty()) {
            file.problems.addAll(CatalogueRules.broken(catalogue));
        }
        if (!file.problems.isEmpty()) {
            throw BadCatalogueException.of(file.problems);
        }
        return catalogue;
    }

    /** Created per file, which is rare: a static one would keep the seed of its symbol tables in a native image. */
    private static JsonMapper mapper() {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    private static JsonNode tree(byte[] json) throws BadCatalogueException {
        try {
            return mapper().readTree(json);
        } catch (JsonProcessingException malformed) {
            String line = malformed.getLocation() == null
                    ? ""
                    : " at line " + malformed.getLocation().getLineNr();
            throw new BadCatalogueException("it is not valid JSON, or has a duplicate key" + line);
        } catch (IOException unreadable) {
            throw new BadCatalogueException("it is not JSON in UTF-8");
        }
    }

    private Catalogue catalogue(JsonNode root) {
        if (!object(root, "the file", Set.of("sample", "fallback", "disclosures"))) {
            return null;
        }
        JsonNode sample = root.path("sample");
        check(sample.isMissingNode() || sample.isBoolean(), "sample must be true or false");
        PaymentDisclosure fallback = fallback(root.path("fallback"));
        List<Disclosure> disclosures = new ArrayList<>();
        JsonNode entries = root.path("disclosures");
        check(entries.isArray() && !entries.isEmpty(), "disclosures must be a non-empty list");
        for (int i = 0; i < (entries.isArray() ? entries.size() : 0); i++) {
            disclosures.add(disclosure(entries.get(i), "disclosures[" + i + "]"));
        }
        return problems.isEmpty() ? new Catalogue(sample.asBoolean(), fallback, disclosures) : null;
    }

    private PaymentDisclosure fallback(JsonNode node) {
        if (!object(node, "fallback", Set.of("id", "version"))) {
            return null;
        }
        return new PaymentDisclosure(
                text(node, "fallback", "id", ID, "must be 1 to 128 of A-Z a-z 0-9 _ -"),
                text(node, "fallback", "version", VERSION, "must be 1 to 64 of A-Z a-z 0-9 . _ -"));
    }

    private Disclosure disclosure(JsonNode node, String at) {
        if (!object(node, at, Set.of("id", "version", "locale", "placement", "title", "text", "links"))) {
            return null;
        }
        String id = text(node, at, "id", ID, "must be 1 to 128 of A-Z a-z 0-9 _ -");
        String version = text(node, at, "version", VERSION, "must be 1 to 64 of A-Z a-z 0-9 . _ -");
        String locale = text(node, at, "locale", LOCALE, "must be a language tag such as en, de or pt-BR");
        String placement = text(node, at, "placement", NOT_BLANK, "must be a non-blank string");
        String title = text(node, at, "title", NOT_BLANK, "must be a non-blank string");
        String text = text(node, at, "text", NOT_BLANK, "must be a non-blank string");
        List<Link> links = links(node.path("links"), at + ".links");
        return problems.isEmpty() ? Disclosure.of(id, version, locale, placement, title, text, links) : null;
    }

    private List<Link> links(JsonNode nodes, String at) {
        check(nodes.isArray(), at + " must be a list");
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < (nodes.isArray() ? nodes.size() : 0); i++) {
            String path = at + "[" + i + "]";
            if (object(nodes.get(i), path, Set.of("label", "url"))) {
                links.add(new Link(
                        text(nodes.get(i), path, "label", NOT_BLANK, "must be a non-blank string"),
                        text(nodes.get(i), path, "url", URL, "must be an https URL")));
            }
        }
        return links;
    }

    private boolean object(JsonNode node, String at, Set<String> fields) {
        check(node.isObject(), at + " must be an object");
        node.fieldNames().forEachRemaining(name -> check(fields.contains(name), at + " has an unknown field " + name));
        return node.isObject();
    }

    private String text(JsonNode object, String at, String field, Pattern pattern, String rule) {
        JsonNode node = object.path(field);
        check(node.isTextual() && pattern.matcher(node.textValue()).matches(), at + "." + field + " " + rule);
        return node.textValue();
    }

    private void check(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }
}
