package io.moonconnect.acceptance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.IdentityProvider;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SinkOfTheService;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.moonconnect.testing.Api.anybody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** An acceptance has an id that depends on its content only, and one audit event that ties everything together. */
@QuarkusTest
@TestProfile(AcceptancesUnderTest.class)
@WithTestResource(value = SinkOfTheService.class, initArgs = @ResourceArg(name = "group", value = "moonconnect.audit"))
@WithTestResource(IdentityProvider.class)
class AcceptanceTest extends AcceptanceSteps {

    private static final String TRANSACTION = "da112654-4a68-4894-9e9b-496d3efaff46";

    /** {@code printf qs_planted | sha256sum}. */
    private static final String SIGNATURE_HASH = "298deda5b56c7dd1eb8c997d827ca23cc7993dfcc59ccc4a51e5a29270d4231c";

    IdentityProvider provider;

    @Test
    void it_is_answered_with_its_id_and_time_and_has_one_event() {
        JsonNode text = served();
        Response answer = accept(
                backend().header("X-Request-Id", "accepted-1"),
                AcceptanceBody.of(text).with("termsAcceptedAt", "2026-11-20T09:15:00Z"));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.<String>path("recordedAt")).isEqualTo("2026-11-20T09:15:02Z");
        assertThat(answer.<String>path("acceptanceId")).matches("[0-9a-f]{32}");
        Map<String, String> event = onlyEvent();
        assertThat(event)
                .containsEntry("event", "disclosures.accepted")
                .containsEntry("outcome", "success")
                .containsEntry("requestId", "accepted-1")
                .containsEntry("caller", "backend")
                .containsEntry("backend", "shop")
                .containsEntry("acceptanceId", answer.path("acceptanceId"))
                .containsEntry("disclosures", "one@1/en/" + text.path("digest").asText())
                .containsEntry("servedAt", "2026-11-20T09:15:02Z")
                .containsEntry("quoteSignatureHash", SIGNATURE_HASH)
                .containsEntry("withTermsAcceptedAt", "true")
                .containsEntry("termsAcceptedAt", "2026-11-20T09:15:00Z")
                .containsEntry("recordedAt", "2026-11-20T09:15:02Z")
                .containsOnlyKeys(
                        "event",
                        "outcome",
                        "requestId",
                        "caller",
                        "backend",
                        "customerHash",
                        "acceptanceId",
                        "disclosures",
                        "servedAt",
                        "quoteSignatureHash",
                        "withTermsAcceptedAt",
                        "termsAcceptedAt",
                        "recordedAt");
    }

    @Test
    void a_repeated_request_is_the_same_acceptance() {
        JsonNode careful = json(backend().get("/v1/disclosures/careful"));
        String id = accepted(AcceptanceBody.of(served(), careful).with("termsAcceptedAt", "2026-11-20T09:15:00Z"));
        clock.move(Duration.ofSeconds(5));
        JsonNode again = served();

        assertThat(accepted(AcceptanceBody.of(careful, again).with("termsAcceptedAt", "2026-11-20T10:15:00+01:00")))
                .as("served anew, in another order, with the same moment written otherwise")
                .isEqualTo(id);
        clock.move(Duration.ofSeconds(-5));
    }

    @Test
    void another_content_is_another_acceptance() {
        JsonNode text = served();
        JsonNode careful = json(backend().get("/v1/disclosures/careful"));
        AcceptanceBody first = AcceptanceBody.of(text);

        assertThat(List.of(
                        accepted(first),
                        accepted(first.with("externalCustomerId", "cust-2")),
                        accepted(first.with("quoteSignature", "qs_other")),
                        accepted(first.with("termsAcceptedAt", "2026-11-20T09:15:00Z")),
                        accepted(first.with("termsAcceptedAt", "2026-11-20T09:15:01Z")),
                        accepted(first.texts(text, careful)),
                        accepted(first.texts(careful)),
                        accept(otherBackend(), first).<String>path("acceptanceId")))
                .doesNotHaveDuplicates();
    }

    @Test
    void whoever_has_the_event_cannot_try_out_whose_the_acceptance_is() throws Exception {
        accepted(AcceptanceBody.of(served()).with("termsAcceptedAt", "2026-11-20T09:15:00Z"));
        Map<String, String> event = onlyEvent();

        String tried = String.join(
                        "\0",
                        "backend " + event.get("backend"),
                        "cust-1",
                        event.get("quoteSignatureHash"),
                        event.get("termsAcceptedAt"),
                        event.get("disclosures"))
                + "\0";

        byte[] hash = MessageDigest.getInstance("SHA-256").digest(tried.getBytes(StandardCharsets.UTF_8));
        assertThat(event.get("acceptanceId"))
                .isNotEqualTo(HexFormat.of().formatHex(hash).substring(0, 32));
    }

    @Test
    void a_later_request_links_the_transaction_to_the_same_acceptance() {
        AcceptanceBody body = AcceptanceBody.of(served());
        String id = accepted(body.with("externalTransactionId", "order-1041"));

        assertThat(accepted(body.with("externalTransactionId", "order-1041").with("transactionId", TRANSACTION)))
                .isEqualTo(id);
        assertThat(audited.fields())
                .filteredOn(event -> event.get("event").equals("disclosures.accepted"))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event)
                        .containsEntry("acceptanceId", id)
                        .containsEntry("externalTransaction", "order-1041"))
                .extracting(event -> event.get("transaction"))
                .containsExactly(null, TRANSACTION);
    }

    @Test
    void a_customer_is_known_by_the_token_and_names_no_one() {
        JsonNode text = served();
        AcceptanceBody own = AcceptanceBody.of(text).with("externalCustomerId", null);

        Response answer = accept(customer("cust-1"), own);
        accept(AcceptanceBody.of(text));

        assertThat(answer.statusCode()).isEqualTo(201);
        List<Map<String, String>> events = accepted();
        assertThat(events.get(0))
                .containsEntry("caller", "customer")
                .doesNotContainKey("backend")
                .containsEntry("customerHash", events.get(1).get("customerHash"));
        assertThat(events.get(0).get("acceptanceId")).isNotEqualTo(events.get(1).get("acceptanceId"));
    }

    @Test
    void a_customer_who_names_one_is_forbidden_and_audited() {
        Response own = accept(customer("cust-1"), AcceptanceBody.of(served()));
        Response other = accept(customer("cust-1"), AcceptanceBody.of(served()).with("externalCustomerId", "cust-2"));

        ProblemAnswer.of(own).is(ProblemType.FORBIDDEN);
        ProblemAnswer.of(other).is(ProblemType.FORBIDDEN);
        assertThat(accepted())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event).containsEntry("outcome", "forbidden"))
                .extracting(event -> event.get("customerHash"))
                .containsOnly(accepted().get(0).get("customerHash"));
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void a_backend_must_name_the_customer() {
        ProblemAnswer.of(accept(AcceptanceBody.of(served()).with("externalCustomerId", null)))
                .violates("externalCustomerId");
        assertThat(accepted()).as("a malformed request has no event").isEmpty();
    }

    static Stream<Arguments> malformed() {
        Map<String, String> text = Map.of("id", "one", "version", "1", "locale", "en", "digest", "0".repeat(64));
        return Stream.of(
                arguments("disclosures", null, "disclosures"),
                arguments("disclosures", List.of(), "disclosures"),
                arguments(
                        "disclosures",
                        IntStream.range(0, 21)
                                .mapToObj(i ->
                                        Map.of("id", "t" + i, "version", "1", "locale", "en", "digest", "0".repeat(64)))
                                .toList(),
                        "disclosures"),
                arguments("disclosures", List.of(text, text), "disclosures[1]"),
                arguments("disclosures", List.of(changed(text, "id", "a b")), "disclosures[0].id"),
                arguments("disclosures", List.of(changed(text, "version", "")), "disclosures[0].version"),
                arguments("disclosures", List.of(changed(text, "locale", "en/x")), "disclosures[0].locale"),
                arguments("disclosures", List.of(changed(text, "digest", "A".repeat(64))), "disclosures[0].digest"),
                arguments("disclosures", List.of(changed(text, "proof", "p".repeat(129))), "disclosures[0].proof"),
                arguments("quoteSignature", null, "quoteSignature"),
                arguments("quoteSignature", "", "quoteSignature"),
                arguments("quoteSignature", "s".repeat(8193), "quoteSignature"),
                arguments("termsAcceptedAt", "yesterday", "termsAcceptedAt"),
                arguments("termsAcceptedAt", "2026-11-20T09:17:00Z", "termsAcceptedAt"),
                arguments("externalTransactionId", "", "externalTransactionId"),
                arguments("transactionId", "a/b", "transactionId"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void a_malformed_field_is_named(String field, Object value, String violation) {
        ProblemAnswer.of(accept(AcceptanceBody.of(served()).with(field, value))).violates(violation);
    }

    @Test
    void all_malformed_fields_are_named_together() {
        ProblemAnswer.of(accept(new AcceptanceBody(Map.of("transactionId", "a/b"))))
                .violates("disclosures", "externalCustomerId", "quoteSignature", "transactionId");
    }

    private static Map<String, String> changed(Map<String, String> text, String field, String value) {
        Map<String, String> changed = new TreeMap<>(text);
        changed.put(field, value);
        return changed;
    }

    private RequestSpecification customer(String id) {
        return anybody()
                .header(
                        "Authorization",
                        "Bearer " + provider.tokens().subject(id).token());
    }

    private Map<String, String> onlyEvent() {
        assertThat(accepted()).hasSize(1);
        return accepted().get(0);
    }

    private List<Map<String, String>> accepted() {
        return audited.fields().stream()
                .filter(event -> event.get("event").equals("disclosures.accepted"))
                .toList();
    }
}
