package io.moonconnect.contract;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.fasterxml.jackson.databind.JsonNode;

import io.moonconnect.contract.OwnDocument.Operation;
import io.moonconnect.contract.ResourceMethods.ResourceMethod;
import io.moonconnect.paymentmethod.Obstacle;

import static org.assertj.core.api.Assertions.assertThat;

/** The OpenAPI document has the operations that the code has, with the same parameters, and says enough of each. */
class OpenApiOperationsTest {

    /** Read by a filter for every operation, and so by no resource method. */
    private static final Set<String> HEADERS_OF_EVERY_OPERATION = Set.of("X-Request-Id");

    private static final OwnDocument DOCUMENT = OwnDocument.get();
    private static final List<ResourceMethod> METHODS = ResourceMethods.all();

    @Test
    void every_resource_method_is_an_operation() {
        assertThat(METHODS)
                .isNotEmpty()
                .extracting(ResourceMethod::name)
                .doesNotHaveDuplicates()
                .isSubsetOf(operationNames());
    }

    @Test
    void every_operation_is_a_resource_method() {
        Set<String> methods = METHODS.stream().map(ResourceMethod::name).collect(Collectors.toSet());

        assertThat(operationNames()).isSubsetOf(methods);
    }

    @TestFactory
    Stream<DynamicTest> an_operation_has_the_parameters_of_its_method() {
        return METHODS.stream()
                .map(method -> DynamicTest.dynamicTest(method.name(), () -> {
                    Operation operation = operation(method.name());
                    Set<String> headers = DOCUMENT.parameters(operation, "header");
                    assertThat(headers).containsAll(HEADERS_OF_EVERY_OPERATION);
                    assertThat(headers)
                            .filteredOn(Predicate.not(HEADERS_OF_EVERY_OPERATION::contains))
                            .containsExactlyInAnyOrderElementsOf(method.headers());
                    assertThat(DOCUMENT.parameters(operation, "query")).isEqualTo(method.query());
                    assertThat(DOCUMENT.parameters(operation, "path")).isEqualTo(method.pathNames());
                }));
    }

    @Test
    void operations_have_ids_of_their_own() {
        assertThat(DOCUMENT.operations())
                .extracting(operation -> operation.node().path("operationId").asText())
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("[a-z][A-Za-z]+"));
    }

    @TestFactory
    Stream<DynamicTest> an_operation_says_what_it_is() {
        Set<String> tags = OwnDocument.elements(DOCUMENT.root().path("tags"))
                .map(tag -> tag.path("name").asText())
                .collect(Collectors.toSet());
        return eachOperation(operation -> {
            JsonNode node = operation.node();
            assertThat(node.path("summary").asText()).isNotBlank().doesNotEndWith(".");
            assertThat(node.path("description").asText()).isNotBlank().endsWith(".");
            assertThat(OwnDocument.elements(node.path("tags")).map(JsonNode::asText))
                    .hasSize(1)
                    .isSubsetOf(tags);
            assertThat(DOCUMENT.parameters(operation)).allSatisfy(parameter -> {
                assertThat(parameter.path("description").asText()).isNotBlank();
                assertThat(parameter.has("example")).isTrue();
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> an_operation_shows_what_is_sent_and_what_comes_back() {
        return eachOperation(operation -> {
            JsonNode body = operation.node().path("requestBody");
            assertThat(body.path("content"))
                    .allSatisfy(content -> assertThat(content.path("examples")).isNotEmpty());
            assertThat(body.isMissingNode()).isEqualTo(!hasABody(operation));
            assertThat(DOCUMENT.answers(operation))
                    .anyMatch(OwnDocument.Answer::isSuccess)
                    .allSatisfy(answer -> assertThat(answer.node().path("content"))
                            .allSatisfy(content ->
                                    assertThat(content.path("examples")).isNotEmpty()));
        });
    }

    @Test
    void the_reasons_why_a_method_cannot_pay_are_all_there() {
        assertThat(OwnDocument.elements(DOCUMENT.root().at("/components/schemas/Obstacle/enum"))
                        .map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Obstacle.values()).map(Obstacle::label).toList());
    }

    /** All that an export needs is in headers. */
    private static boolean hasABody(Operation operation) {
        return Set.of("POST", "PATCH").contains(operation.method())
                && !operation.path().equals("/v1/customers/export");
    }

    private static Stream<DynamicTest> eachOperation(Consumer<Operation> check) {
        return DOCUMENT.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> check.accept(operation)));
    }

    private static List<String> operationNames() {
        return DOCUMENT.operations().stream().map(Operation::name).toList();
    }

    private static Operation operation(String name) {
        return DOCUMENT.operations().stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the document has no " + name));
    }
}
