package io.moonconnect.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * MoonPay's Platform API as {@code platform.openapi.yaml} has it: asserts that an answer, or a request, is one of
 * those that the file describes.
 */
public final class PlatformContract {

    private static final String FILE = "/moonpay/platform.openapi.yaml";
    private static final String ADDRESS = "https://contract.test/platform";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final List<Operation> operations;
    private final JsonSchemaFactory schemas;
    private final SchemaValidatorsConfig strict =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    public PlatformContract() {
        document = load();
        operations = operations(document);
        // OpenAPI's own words around the schemas, and x- extensions, are nothing to validate by.
        JsonMetaSchema tolerant = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
                .build();
        schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012, builder -> builder.metaSchema(tolerant)
                .schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, document.toString()))));
    }

    /** An operation of the file, with the JSON pointer to it. */
    public record Operation(String id, String method, String path, String pointer) {}

    public List<Operation> operations() {
        return operations;
    }

    public Operation operation(String id) {
        return operations.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The contract has no operation " + id));
    }

    /** Every status that the file lists, as {@code operationId status}. */
    public Set<String> answers() {
        Set<String> answers = new TreeSet<>();
        operations.forEach(operation -> at(operation.pointer() + "/responses")
                .fieldNames()
                .forEachRemaining(status -> answers.add(operation.id() + " " + status)));
        return answers;
    }

    /** Status, required headers, media type and body are as the file has them. Header names in any case. */
    public void assertAnswer(String operationId, int status, Map<String, String> headers, String body) {
        String pointer = resolved(operation(operationId).pointer() + "/responses/" + status);
        assertThat(at(pointer).isMissingNode())
                .as("%s may answer %d", operationId, status)
                .isFalse();
        assertHeaders(pointer, headers);
        JsonNode content = at(pointer + "/content");
        if (content.isMissingNode()) {
            assertThat(body).as("body of %s %d", operationId, status).isNullOrEmpty();
            return;
        }
        String mediaType =
                header(headers, "Content-Type").orElse("").split(";")[0].trim();
        assertThat(content.has(mediaType))
                .as("%s %d may be %s", operationId, status, mediaType)
                .isTrue();
        JsonNode value = mediaType.endsWith("json") ? read(body) : TextNode.valueOf(body);
        assertMatches(pointer + "/content/" + escaped(mediaType) + "/schema", value, operationId + " " + status);
    }

    /**
     * Credential, query parameters and body are such as the file allows; a query parameter that it does not know is
     * a fault. An absent body is null.
     */
    public void assertRequest(String operationId, String body, Map<String, String> query, Map<String, String> headers) {
        String pointer = operation(operationId).pointer();
        assertCredential(operationId, headers);
        assertQuery(pointer, query);
        JsonNode requestBody = at(pointer + "/requestBody");
        if (requestBody.isMissingNode()) {
            assertThat(body).as("body of %s", operationId).isNullOrEmpty();
            return;
        }
        assertThat(header(headers, "Content-Type").orElse(""))
                .as("Content-Type of %s", operationId)
                .startsWith("application/json");
        String schema = pointer + "/requestBody/content/" + escaped("application/json") + "/schema";
        assertMatches(schema, read(body), "request of " + operationId);
    }

    private void assertCredential(String operationId, Map<String, String> headers) {
        boolean satisfied = false;
        for (JsonNode alternative : at(operation(operationId).pointer() + "/security")) {
            boolean all = true;
            for (Iterator<String> schemes = alternative.fieldNames(); schemes.hasNext(); ) {
                all &= carries(schemes.next(), headers);
            }
            satisfied |= all;
        }
        assertThat(satisfied)
                .as("%s carries the credential it needs", operationId)
                .isTrue();
    }

    private static boolean carries(String scheme, Map<String, String> headers) {
        String authorization = header(headers, "Authorization").orElse("");
        return switch (scheme) {
            case "secretKey" -> header(headers, "X-Api-Key").isPresent();
            case "secretKeyLegacy" -> authorization.startsWith("Api-Key ");
            default -> authorization.startsWith("Bearer ");
        };
    }

    private void assertQuery(String pointer, Map<String, String> query) {
        Set<String> known = new TreeSet<>();
        JsonNode parameters = at(pointer + "/parameters");
        for (int index = 0; index < parameters.size(); index++) {
            String parameter = resolved(pointer + "/parameters/" + index);
            if (!"query".equals(at(parameter).path("in").textValue())) {
                continue;
            }
            String name = at(parameter).path("name").textValue();
            known.add(name);
            if (query.containsKey(name)) {
                JsonNode value =
                        typed(query.get(name), at(parameter + "/schema/type").textValue());
                assertMatches(parameter + "/schema", value, "query parameter " + name);
            } else {
                assertThat(at(parameter).path("required").booleanValue())
                        .as("%s is given", name)
                        .isFalse();
            }
        }
        assertThat(known).as("query parameters").containsAll(query.keySet());
    }

    private static JsonNode typed(String text, String type) {
        return "string".equals(type) ? TextNode.valueOf(text) : read(text);
    }

    private void assertHeaders(String pointer, Map<String, String> headers) {
        at(pointer + "/headers").fieldNames().forEachRemaining(name -> {
            String header = resolved(pointer + "/headers/" + escaped(name));
            if (at(header).path("required").booleanValue()) {
                assertThat(header(headers, name)).as("header %s", name).isPresent();
            }
        });
    }

    private void assertMatches(String schemaPointer, JsonNode value, String what) {
        JsonSchema schema = compiled.computeIfAbsent(
                schemaPointer, pointer -> schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + pointer), strict));
        Set<ValidationMessage> faults = schema.validate(value);
        assertThat(faults).as("%s: %s", what, value).isEmpty();
    }

    /** Follows references inside the document until there is a value. */
    private String resolved(String pointer) {
        JsonNode reference = at(pointer).path("$ref");
        return reference.isMissingNode()
                ? pointer
                : resolved(reference.textValue().substring(1));
    }

    private JsonNode at(String pointer) {
        return document.at(pointer);
    }

    private static Optional<String> header(Map<String, String> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static List<Operation> operations(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths").fieldNames().forEachRemaining(path -> document.path("paths")
                .path(path)
                .fieldNames()
                .forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        String pointer = "/paths/" + escaped(path) + "/" + method;
                        String id = document.at(pointer + "/operationId").textValue();
                        operations.add(new Operation(id, method.toUpperCase(Locale.ROOT), path, pointer));
                    }
                }));
        return List.copyOf(operations);
    }

    private static String escaped(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("Not JSON: " + text, notJson);
        }
    }

    private static JsonNode load() {
        try (InputStream file = PlatformContract.class.getResourceAsStream(FILE)) {
            return new ObjectMapper(new YAMLFactory()).readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
