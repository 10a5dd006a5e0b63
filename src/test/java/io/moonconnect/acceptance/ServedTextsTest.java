package io.moonconnect.acceptance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.IdentityProvider;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SinkOfTheService;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static io.moonconnect.acceptance.AcceptanceBody.changed;
import static org.assertj.core.api.Assertions.assertThat;

/** Only a text that was served can be accepted: with its proof for a day, and without while a catalogue has it. */
@QuarkusTest
@TestProfile(AcceptancesUnderTest.class)
@WithTestResource(value = SinkOfTheService.class, initArgs = @ResourceArg(name = "group", value = "moonconnect.audit"))
@WithTestResource(IdentityProvider.class)
class ServedTextsTest extends AcceptanceSteps {

    private static final String NEVER_SERVED = "ab".repeat(32);

    private final Instant start = Instant.parse("2026-11-20T09:15:02Z");

    @AfterEach
    void setTheClockBack() {
        clock.move(Duration.between(clock.instant(), start));
    }

    @ParameterizedTest
    @CsvSource({
        "digest, abababababababababababababababababababababababababababababababab",
        "version, 2",
        "locale, de",
        "id, careful"
    })
    void a_text_that_differs_in_one_field_is_not_known(String field, String value) {
        refused(AcceptanceBody.of(changed(served(), field, value)));
    }

    @Test
    void one_unknown_text_among_known_ones_is_enough() {
        String detail = refused(
                AcceptanceBody.of(served(), changed(changed(served(), "version", "2"), "digest", NEVER_SERVED)));
        assertThat(detail).contains("disclosures[1]");
    }

    @Test
    void a_text_of_the_catalogue_needs_no_proof() {
        accepted(AcceptanceBody.of(changed(served(), "proof", null)));
        accepted(AcceptanceBody.of(changed(served(), "proof", "nonsense")));
    }

    @Test
    void a_text_that_was_replaced_while_the_customer_read_it_stays_good_for_a_day() {
        JsonNode text = served();
        replaceCatalogue("1", "Second.");

        accepted(AcceptanceBody.of(text));
        accepted(AcceptanceBody.of(changed(text, "proof", null)));
        clock.move(Duration.ofHours(24));
        accepted(AcceptanceBody.of(text));
        clock.move(Duration.ofSeconds(1));
        refused(AcceptanceBody.of(text));
        accepted(AcceptanceBody.of(served()));
    }

    /** As after a restart, or at a replica with another catalogue. */
    @Test
    void a_text_that_this_process_never_had_is_good_with_a_proof_of_the_shared_key() {
        JsonNode other = changed(changed(served(), "version", "7"), "digest", NEVER_SERVED);

        accepted(AcceptanceBody.of(changed(other, "proof", proof(other, start))));
        accepted(AcceptanceBody.of(changed(other, "proof", proof(other, start.minus(Duration.ofHours(24))))));
        refused(AcceptanceBody.of(changed(other, "proof", proof(other, start.minus(Duration.ofSeconds(86_401))))));
        refused(AcceptanceBody.of(changed(other, "proof", proof(served(), start))));
        refused(AcceptanceBody.of(changed(other, "proof", null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1795166102.", "99999999999999999999.00000000000000000000000000000000", "\u0000"})
    void a_malformed_proof_is_none(String proof) {
        JsonNode other = changed(served(), "digest", NEVER_SERVED);

        refused(AcceptanceBody.of(changed(other, "proof", proof)));
    }

    @Test
    void a_proof_says_when_its_text_was_served() {
        JsonNode text = served();

        assertThat(text.path("proof").asText()).isEqualTo(proof(text, start));
        clock.move(Duration.ofMinutes(5));
        assertThat(served().path("proof").asText()).isEqualTo(proof(text, start.plus(Duration.ofMinutes(5))));
    }

    @Test
    void the_event_has_the_time_of_each_proof() {
        JsonNode text = served();
        clock.move(Duration.ofMinutes(5));
        JsonNode careful = json(backend().get("/v1/disclosures/careful"));

        accepted(AcceptanceBody.of(text, careful));
        accepted(AcceptanceBody.of(careful, changed(text, "proof", null)));
        clock.move(Duration.ofHours(24));
        accepted(AcceptanceBody.of(text, careful));

        assertThat(audited.fields())
                .filteredOn(event -> event.get("event").equals("disclosures.accepted"))
                .extracting(event -> event.get("servedAt"))
                .containsExactly(
                        "2026-11-20T09:15:02Z,2026-11-20T09:20:02Z",
                        "2026-11-20T09:20:02Z,unproven",
                        "unproven,2026-11-20T09:20:02Z");
        assertThat(sink.events())
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.body()).asString().contains("\"servedAt\":\""));
    }

    @Test
    void what_is_refused_is_audited_without_the_texts() {
        refused(AcceptanceBody.of(changed(served(), "digest", NEVER_SERVED)));

        assertThat(audited.fields())
                .filteredOn(event -> event.get("event").equals("disclosures.accepted"))
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .containsEntry("outcome", "disclosure-unknown")
                        .containsKey("customerHash")
                        .doesNotContainKeys("disclosures", "servedAt", "acceptanceId"));
        assertThat(sink.events()).isEmpty();
    }

    private String refused(AcceptanceBody body) {
        return ProblemAnswer.of(accept(body)).is(ProblemType.DISCLOSURE_UNKNOWN).detail();
    }

    /** As {@code openssl dgst -sha256 -hmac} computes it, cut to 128 bits. */
    private static String proof(JsonNode text, Instant servedAt) {
        String signed = String.join(
                "\n",
                "",
                "disclosure",
                text.path("id").asText(),
                text.path("version").asText(),
                text.path("locale").asText(),
                text.path("digest").asText(),
                String.valueOf(servedAt.getEpochSecond()));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    AcceptancesUnderTest.AUDIT_KEY.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            String hash = HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            return servedAt.getEpochSecond() + "." + hash.substring(0, 32);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
