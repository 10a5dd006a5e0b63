package io.moonconnect.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.fasterxml.jackson.databind.JsonNode;

import io.moonconnect.contract.OwnDocument.Answer;
import io.moonconnect.contract.OwnDocument.Operation;
import io.moonconnect.problem.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;

/** The OpenAPI document has every problem that the code has, where it can occur and with what goes with it. */
class OpenApiProblemsTest {

    private static final OwnDocument DOCUMENT = OwnDocument.get();

    /** A row of the table in the description of the schema: last part of the type, statuses, when, whether to retry. */
    private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\| ([0-9, ]+) \\| [^|]+ \\| (yes|no) \\|");

    private static final Set<String> ALWAYS = Set.of("400", "401", "403", "406", "429", "500", "503");
    private static final Set<String> WITHOUT_A_CALLER = Set.of("400", "413", "415", "500", "503");
    private static final Set<String> WITH_A_BODY = Set.of("413", "415");
    private static final Set<String> WHERE_MOONPAY_IS_ASKED = Set.of("404", "409", "422", "501", "502", "504");

    @Test
    void the_table_has_every_type_with_its_status() {
        List<String> rows = rows().map(
                        row -> row.group(1) + " " + row.group(2).replaceFirst(",.*", "") + " " + row.group(3))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Stream.of(ProblemType.values())
                        .map(type -> type.slug() + " " + type.status() + (type.retryable() ? " yes" : " no"))
                        .toList());
    }

    @Test
    void every_type_occurs_with_the_statuses_of_the_table() {
        Set<String> inTable = rows().flatMap(
                        row -> Stream.of(row.group(2).split(", ")).map(status -> row.group(1) + " " + status))
                .collect(Collectors.toSet());
        Set<String> inAnswers = Stream.concat(
                        DOCUMENT.answers().stream().flatMap(answer -> answer.problemTypes().stream()
                                .map(type -> type + " " + answer.status())),
                        OwnDocument.fields(DOCUMENT.root().path("x-other-requests"))
                                .flatMap(answer -> OwnDocument.elements(
                                                answer.getValue().path("x-problem-types"))
                                        .map(type -> type.asText() + " " + answer.getKey())))
                .collect(Collectors.toSet());

        assertThat(inAnswers).isEqualTo(inTable);
    }

    @TestFactory
    Stream<DynamicTest> an_operation_has_the_problems_that_can_happen_to_it() {
        return DOCUMENT.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    List<Answer> answers = DOCUMENT.answers(operation);
                    assertThat(answers)
                            .extracting(Answer::status)
                            .filteredOn(status -> !status.startsWith("2"))
                            .containsExactlyInAnyOrderElementsOf(expectedStatuses(operation));
                    boolean withToken = DOCUMENT.parameters(operation, "header").stream()
                            .anyMatch(Set.of("MoonPay-Access-Token", "MoonPay-Consent-Token")::contains);
                    assertThat(answers)
                            .filteredOn(answer -> answer.status().equals("401"))
                            .allSatisfy(answer -> assertThat(answer.problemTypes())
                                    .containsAnyOf("unauthenticated")
                                    .satisfies(types -> assertThat(types.contains("moonpay-token-rejected"))
                                            .isEqualTo(withToken)));
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_problem_has_the_media_type_of_a_problem() {
        return eachProblem(answer -> {
            JsonNode content = answer.node().path("content");
            assertThat(OwnDocument.fields(content).map(Map.Entry::getKey)).containsExactly("application/problem+json");
            assertThat(content.at("/application~1problem+json/schema/$ref").asText())
                    .isEqualTo("#/components/schemas/Problem");
            assertThat(examples(answer.node()).keySet()).containsExactlyInAnyOrderElementsOf(answer.problemTypes());
        });
    }

    @TestFactory
    Stream<DynamicTest> an_example_of_a_problem_has_the_words_of_its_type() {
        return eachProblem(answer -> examples(answer.node()).forEach((slug, problem) -> {
            ProblemType type = Stream.of(ProblemType.values())
                    .filter(one -> one.slug().equals(slug))
                    .findFirst()
                    .orElseThrow();
            assertThat(problem.path("type").asText()).isEqualTo(type.uri().toString());
            assertThat(problem.path("title").asText()).isEqualTo(type.title());
            assertThat(problem.path("status").asText()).isEqualTo(answer.status());
            boolean unknown = problem.path("detail").asText().contains("The outcome is unknown");
            assertThat(problem.path("retryable").asBoolean()).isEqualTo(type.retryable() && !unknown);
            assertThat(problem.has("violations")).isEqualTo(type == ProblemType.INVALID_REQUEST);
        }));
    }

    @TestFactory
    Stream<DynamicTest> an_answer_has_its_headers() {
        return DOCUMENT.answers().stream()
                .map(answer -> DynamicTest.dynamicTest(answer.name(), () -> {
                    Set<String> headers = OwnDocument.fields(answer.node().path("headers"))
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet());
                    assertThat(headers).contains("X-Request-Id", "Cache-Control");
                    assertThat(headers.contains("Retry-After"))
                            .isEqualTo(Set.of("429", "503").contains(answer.status()));
                    assertThat(headers.contains("RateLimit") && headers.contains("RateLimit-Policy"))
                            .isEqualTo(answer.isSuccess() && !isWebhook(answer.name())
                                    || answer.status().equals("429"));
                    assertThat(headers.contains("Accept-Encoding"))
                            .isEqualTo(answer.status().equals("415"));
                    assertThat(headers.contains("WWW-Authenticate"))
                            .isEqualTo(answer.status().equals("401"));
                }));
    }

    /** Packages that never call MoonPay; of their problems only a missing or unknown text is possible. */
    private static Set<String> expectedStatuses(Operation operation) {
        if (isWebhook(operation.path())) {
            return WITHOUT_A_CALLER;
        }
        Set<String> statuses = new HashSet<>(ALWAYS);
        if (operation.node().has("requestBody")) {
            statuses.addAll(WITH_A_BODY);
        }
        if (!Set.of("Disclosures", "Connections")
                .contains(operation.node().path("tags").path(0).asText())) {
            statuses.addAll(WHERE_MOONPAY_IS_ASKED);
        } else if (operation.path().endsWith("{id}")) {
            statuses.add("404");
        } else if (operation.path().endsWith("/acceptances")) {
            statuses.add("409");
        }
        return statuses;
    }

    /** MoonPay's own requests, which no limit counts and no caller makes. */
    private static boolean isWebhook(String name) {
        return name.contains("/v1/webhooks/");
    }

    private static Stream<DynamicTest> eachProblem(Consumer<Answer> check) {
        List<Answer> problems = new ArrayList<>(DOCUMENT.answers());
        problems.removeIf(Answer::isSuccess);
        return problems.stream().map(answer -> DynamicTest.dynamicTest(answer.name(), () -> check.accept(answer)));
    }

    private static Map<String, JsonNode> examples(JsonNode answer) {
        return OwnDocument.fields(answer.at("/content/application~1problem+json/examples"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, example -> example.getValue().path("value")));
    }

    private static Stream<MatchResult> rows() {
        return ROW.matcher(DOCUMENT.root()
                        .at("/components/schemas/Problem/description")
                        .asText())
                .results();
    }
}
