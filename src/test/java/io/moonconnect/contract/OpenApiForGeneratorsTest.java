package io.moonconnect.contract;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.moonconnect.problem.ProblemType;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

/** The OpenAPI document avoids what generators of clients misread, although it would be valid. */
class OpenApiForGeneratorsTest {

    private static final OwnDocument DOCUMENT = OwnDocument.get();
    private static final JsonNode SCHEMAS = DOCUMENT.root().at("/components/schemas");
    private static final Set<String> STREAMS = Set.of("QuoteStreamEvent", "TransactionStreamEvent");

    @Test
    void a_reference_points_to_a_component_and_not_into_one() {
        Set<String> deep = found(node -> node.path("$ref").asText().split("/").length > 4, DOCUMENT.root());

        assertThat(deep).isEmpty();
    }

    /** TypeScript's types would require the field, also in a request. */
    @Test
    void no_schema_has_a_default() {
        assertThat(found(node -> node.has("default") && node.has("type"), DOCUMENT.root()))
                .isEmpty();
    }

    /** Kotlin's default library cannot read a union; those of the streams are for the types of their events. */
    @Test
    void only_events_of_streams_are_unions() {
        Set<String> unions = OwnDocument.fields(SCHEMAS)
                .filter(schema ->
                        !found(node -> node.has("oneOf"), schema.getValue()).isEmpty())
                .map(schema -> schema.getKey())
                .collect(toCollection(TreeSet::new));

        assertThat(unions).isEqualTo(new TreeSet<>(STREAMS));
    }

    /** Of other alternatives, generators make classes that accept nothing or everything. */
    @Test
    void alternatives_are_an_object_or_null() {
        assertThat(found(
                        node -> node.has("anyOf")
                                && !node.at("/anyOf/1/type").asText().equals("null"),
                        DOCUMENT.root()))
                .isEmpty();
    }

    @Test
    void the_union_of_a_stream_has_each_of_its_events_with_its_data() {
        List<JsonNode> streams = DOCUMENT.answers().stream()
                .map(answer -> answer.node().path("content").path("text/event-stream"))
                .filter(content -> !content.isMissingNode())
                .toList();

        assertThat(streams).hasSize(STREAMS.size()).allSatisfy(content -> {
            JsonNode union = DOCUMENT.resolve(content.path("x-item-schema"));
            List<String> inUnion = OwnDocument.elements(union.path("oneOf"))
                    .map(variant -> variant.path("properties"))
                    .flatMap(variant -> OwnDocument.elements(variant.at("/event/enum"))
                            .map(event -> event.asText() + " "
                                    + variant.at("/data/$ref").asText()))
                    .toList();
            assertThat(inUnion)
                    .containsExactlyInAnyOrderElementsOf(OwnDocument.fields(content.path("x-events"))
                            .map(event -> event.getKey() + " "
                                    + event.getValue().path("$ref").asText())
                            .toList());
        });
    }

    @Test
    void the_known_types_of_problems_are_those_of_the_code() {
        assertThat(OwnDocument.elements(SCHEMAS.at("/KnownProblemType/enum")).map(JsonNode::asText))
                .containsExactlyElementsOf(
                        Stream.of(ProblemType.values()).map(ProblemType::slug).toList());
    }

    /** A relative URL is resolved against the place of the document. */
    @Test
    void the_server_is_where_the_document_is() {
        assertThat(DOCUMENT.root().at("/servers/0/url").asText()).isEqualTo("/");
    }

    /** The npm client's methods take one object for both, and know by these names what belongs to the query. */
    @Test
    void where_an_operation_has_both_a_query_and_a_body_the_query_names_the_customer() {
        assertThat(DOCUMENT.operations())
                .filteredOn(operation -> operation.node().has("requestBody")
                        && !DOCUMENT.parameters(operation, "query").isEmpty())
                .isNotEmpty()
                .allMatch(operation -> operation.path().startsWith("/v1/customers/me/"))
                .flatExtracting(operation -> DOCUMENT.parameters(operation, "query"))
                .containsOnly("externalCustomerId", "customerId");
    }

    /** The places of the nodes for which something holds. */
    private static Set<String> found(Predicate<JsonNode> wrong, JsonNode root) {
        Set<String> places = new TreeSet<>();
        each("", root, (place, node) -> {
            if (wrong.test(node)) {
                places.add(place);
            }
        });
        return places;
    }

    private static void each(String place, JsonNode node, BiConsumer<String, JsonNode> visit) {
        visit.accept(place, node);
        OwnDocument.fields(node).forEach(field -> each(place + "/" + field.getKey(), field.getValue(), visit));
        if (node.isArray()) {
            OwnDocument.elements(node).forEach(element -> each(place + "/-", element, visit));
        }
    }
}
