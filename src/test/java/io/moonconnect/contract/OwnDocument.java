package io.moonconnect.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** Our OpenAPI document as it is in the repository: its operations, with references followed. */
final class OwnDocument {

    static final Path FILE = Path.of("src/main/resources/META-INF/openapi.yaml");

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private static final OwnDocument INSTANCE = new OwnDocument();

    private final JsonNode root;

    private OwnDocument() {
        try {
            root = new YAMLMapper().readTree(FILE.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static OwnDocument get() {
        return INSTANCE;
    }

    /** An operation: what the document says of one method of one path. */
    record Operation(String method, String path, JsonNode node) {

        String name() {
            return method + " " + path;
        }

        /** Whether the path of a request is one of this operation's. */
        boolean serves(String requestPath) {
            return requestPath.matches(path.replaceAll("\\{[^/}]+}", "[^/]+"));
        }
    }

    /** An answer that an operation can give. */
    record Answer(Operation operation, String status, JsonNode node) {

        String name() {
            return operation.name() + " " + status;
        }

        boolean isSuccess() {
            return status.startsWith("2");
        }

        List<String> problemTypes() {
            return elements(node.path("x-problem-types")).map(JsonNode::asText).toList();
        }
    }

    JsonNode root() {
        return root;
    }

    List<Operation> operations() {
        return fields(root.path("paths"))
                .flatMap(path -> fields(path.getValue())
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue())))
                .toList();
    }

    /** The operation that a request means: a path without parameters goes before one with them. */
    Optional<Operation> operation(String method, String path) {
        return operationsAt(path)
                .filter(operation -> operation.method().equals(method))
                .findFirst();
    }

    Stream<Operation> operationsAt(String path) {
        List<Operation> all = operations();
        return Stream.concat(
                        all.stream().filter(operation -> operation.path().equals(path)),
                        all.stream().filter(operation -> operation.serves(path)))
                .distinct();
    }

    List<Answer> answers(Operation operation) {
        return fields(operation.node().path("responses"))
                .map(answer -> new Answer(operation, answer.getKey(), resolve(answer.getValue())))
                .toList();
    }

    List<Answer> answers() {
        return operations().stream()
                .flatMap(operation -> answers(operation).stream())
                .toList();
    }

    /** The answer to a request that is none of the operations. */
    JsonNode otherAnswer(String status) {
        return root.path("x-other-requests").path(status);
    }

    /** The names of the parameters of an operation that are in one place. */
    Set<String> parameters(Operation operation, String in) {
        return parameters(operation)
                .filter(parameter -> parameter.path("in").asText().equals(in))
                .map(parameter -> parameter.path("name").asText())
                .collect(Collectors.toSet());
    }

    Stream<JsonNode> parameters(Operation operation) {
        return elements(operation.node().path("parameters")).map(this::resolve);
    }

    /** What a reference points to, or the node itself where it is none. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }

    static Stream<Map.Entry<String, JsonNode>> fields(JsonNode object) {
        return object.properties().stream();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
