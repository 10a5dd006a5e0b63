package io.moonconnect.contract;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import com.fasterxml.jackson.databind.JsonNode;

import io.moonconnect.contract.OwnDocument.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/** Every example of the OpenAPI document follows its schema. */
class OpenApiExamplesTest {

    private static final OwnDocument DOCUMENT = OwnDocument.get();

    @TestFactory
    Stream<DynamicTest> what_is_sent() {
        return DOCUMENT.operations().stream()
                .flatMap(
                        operation -> examples(operation.name(), operation.node().path("requestBody")));
    }

    @TestFactory
    Stream<DynamicTest> what_is_answered() {
        return DOCUMENT.answers().stream().flatMap(answer -> examples(answer.name(), answer.node()));
    }

    @TestFactory
    Stream<DynamicTest> events() {
        return DOCUMENT.answers().stream()
                .map(answer -> answer.node().path("content").path("text/event-stream"))
                .flatMap(content -> OwnDocument.fields(content.path("examples"))
                        .flatMap(example -> EventText.events(
                                        example.getValue().path("value").asText())
                                .stream()
                                .map(event ->
                                        DynamicTest.dynamicTest(example.getKey() + " " + event.name(), () -> assertThat(
                                                        OwnContract.eventViolations(
                                                                content, event.name(), event.data()))
                                                .isEmpty()))));
    }

    @TestFactory
    Stream<DynamicTest> what_is_answered_to_other_requests() {
        return OwnDocument.fields(DOCUMENT.root().path("x-other-requests"))
                .flatMap(answer -> examples(answer.getKey(), answer.getValue()));
    }

    @TestFactory
    Stream<DynamicTest> headers() {
        return OwnDocument.fields(DOCUMENT.root().at("/components/headers"))
                .map(header -> example(header.getKey(), header.getValue()));
    }

    @TestFactory
    Stream<DynamicTest> parameters() {
        return DOCUMENT.operations().stream().flatMap(OpenApiExamplesTest::parameters);
    }

    private static Stream<DynamicTest> parameters(Operation operation) {
        return DOCUMENT.parameters(operation)
                .map(parameter ->
                        example(operation.name() + " " + parameter.path("name").asText(), parameter));
    }

    private static Stream<DynamicTest> examples(String place, JsonNode bodies) {
        return OwnDocument.fields(bodies.path("content"))
                .map(Map.Entry::getValue)
                .flatMap(content -> OwnDocument.fields(content.path("examples"))
                        .map(example -> DynamicTest.dynamicTest(
                                place + " " + example.getKey(), () -> assertThat(OwnSchemas.violations(
                                                content.path("schema"),
                                                example.getValue().path("value")))
                                        .isEmpty())));
    }

    private static DynamicTest example(String name, JsonNode holder) {
        return DynamicTest.dynamicTest(name, () -> assertThat(OwnSchemas.violations(
                        holder.path("schema"), holder.path("example").asText()))
                .isEmpty());
    }
}
