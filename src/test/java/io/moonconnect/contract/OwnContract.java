package io.moonconnect.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

import io.moonconnect.contract.OwnDocument.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds an answer of the service's against our OpenAPI document: a status, a media type, a header or a body that the
 * document does not have fails. Tests over HTTP install {@link OwnContractFilter} instead of calling it.
 */
public final class OwnContract {

    private static final OwnDocument DOCUMENT = OwnDocument.get();
    private static final String EVENTS = "text/event-stream";
    private static final String PROBLEM_BASE = "https://moonconnect.io/problems/";

    private OwnContract() {}

    /** Reads the document now, for a test in which time counts; otherwise the first answer waits for it. */
    public static void load() {
        assertThat(DOCUMENT.answers()).isNotEmpty();
    }

    /**
     * Status, media type and body.
     *
     * @param path the path of a request, or one of the document's own with a parameter in it
     * @param contentType null where there is none
     * @param body empty or null where there is none
     */
    public static void assertAnswer(String method, String path, int status, String contentType, String body) {
        String request = method + " " + path + " answers " + status;
        JsonNode answer = answer(method, path, status, request);
        JsonNode content = answer.path("content");
        if (content.isEmpty()) {
            assertThat(body).as("%s, without a body", request).isNullOrEmpty();
            return;
        }
        assertThat(contentType).as("%s, with a media type", request).isNotNull();
        String mediaType = contentType.replaceFirst(";.*", "").strip();
        assertThat(content.has(mediaType))
                .as("%s, the document has its media type %s", request, mediaType)
                .isTrue();
        if (mediaType.equals(EVENTS)) {
            EventText.events(body).forEach(event -> assertEvent(method, path, event.name(), event.data()));
            return;
        }
        JsonNode value = OwnSchemas.tree(body);
        assertThat(OwnSchemas.violations(content.path(mediaType).path("schema"), value))
                .as("%s, its body %s follows the schema", request, body)
                .isEmpty();
        if (answer.has("x-problem-types")) {
            assertProblem(answer, status, value, request);
        }
    }

    /**
     * The headers that the document knows: the needed ones are there, none is there that this answer does not have, and
     * their values follow their schemas.
     */
    public static void assertHeaders(String method, String path, int status, Map<String, String> headers) {
        String request = method + " " + path + " answers " + status;
        JsonNode documented = answer(method, path, status, request).path("headers");
        Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sent.putAll(headers);
        OwnDocument.fields(documented).forEach(entry -> {
            JsonNode header = DOCUMENT.resolve(entry.getValue());
            String value = sent.get(entry.getKey());
            if (header.path("required").asBoolean()) {
                assertThat(value).as("%s, with %s", request, entry.getKey()).isNotNull();
            }
            if (value != null) {
                assertThat(OwnSchemas.violations(header.path("schema"), value))
                        .as("%s, its %s follows the schema", request, entry.getKey())
                        .isEmpty();
            }
        });
        DOCUMENT.answers().stream()
                .flatMap(answer -> OwnDocument.fields(answer.node().path("headers")))
                .map(Map.Entry::getKey)
                .distinct()
                .filter(name -> !documented.has(name))
                .forEach(name -> assertThat(sent)
                        .as("%s, the document does not have its %s", request, name)
                        .doesNotContainKey(name));
    }

    /** An event of a stream. */
    public static void assertEvent(String method, String path, String name, String data) {
        String request = method + " " + path;
        JsonNode content = answer(method, path, 200, request).path("content").path(EVENTS);
        assertThat(eventViolations(content, name, data))
                .as("%s, its event %s %s follows the schema", request, name, data)
                .isEmpty();
    }

    /** @param content what the document says of a stream */
    static List<String> eventViolations(JsonNode content, String name, String data) {
        JsonNode schema = content.path("x-events").path(name);
        return schema.isMissingNode()
                ? List.of("the document has no event " + name)
                : OwnSchemas.violations(schema, OwnSchemas.tree(data));
    }

    private static JsonNode answer(String method, String path, int status, String request) {
        Optional<Operation> operation = DOCUMENT.operation(method, path);
        if (operation.isPresent()) {
            JsonNode answers = operation.get().node().path("responses");
            assertThat(answers.has(Integer.toString(status)))
                    .as(
                            "%s, the document has that status for %s",
                            request, operation.get().name())
                    .isTrue();
            return DOCUMENT.resolve(answers.path(Integer.toString(status)));
        }
        int expected = DOCUMENT.operationsAt(path).findAny().isPresent() ? 405 : 404;
        assertThat(status).as("%s, the document has no such operation", request).isEqualTo(expected);
        return DOCUMENT.otherAnswer(Integer.toString(status));
    }

    private static void assertProblem(JsonNode answer, int status, JsonNode problem, String request) {
        String slug = problem.path("type").asText().replace(PROBLEM_BASE, "");
        assertThat(OwnDocument.elements(answer.path("x-problem-types")).map(JsonNode::asText))
                .as("%s, the document has its problem type", request)
                .contains(slug);
        assertThat(problem.path("status").asInt())
                .as("%s, and its problem says so", request)
                .isEqualTo(status);
    }
}
