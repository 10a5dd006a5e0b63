package io.moonconnect.acceptance;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.caller.TwoKeys;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.EventSink.Event;
import io.moonconnect.testing.IdentityProvider;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SignedWebhook;
import io.moonconnect.testing.SinkOfTheService;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An acceptance is answered with 201 only after the operator's sink has confirmed its event. */
@QuarkusTest
@TestProfile(AcceptancesUnderTest.class)
@WithTestResource(value = SinkOfTheService.class, initArgs = @ResourceArg(name = "group", value = "moonconnect.audit"))
@WithTestResource(IdentityProvider.class)
class AuditSinkTest extends AcceptanceSteps {

    @Test
    void the_sink_gets_a_signed_cloud_event_with_the_fields_of_the_log() throws IOException {
        String id = accepted(AcceptanceBody.of(served()).with("transactionId", "tx-1"));

        Event event = sink.events().get(0);
        assertThat(event.header("Content-Type")).isEqualTo("application/json");
        assertThat(event.header("ce-specversion")).isEqualTo("1.0");
        assertThat(event.header("ce-source")).isEqualTo("urn:moonconnect");
        assertThat(event.header("ce-type")).isEqualTo("io.moonconnect.disclosures.accepted");
        assertThat(event.header("ce-time")).isEqualTo("2026-11-20T09:15:02Z");
        assertThat(event.header("ce-subject")).isEqualTo(id);
        String time = String.valueOf(clock.instant().getEpochSecond());
        assertThat(event.header("Moonconnect-Signature"))
                .isEqualTo("t=" + time + ",s=" + SignedWebhook.hmac(AcceptancesUnderTest.SINK_KEY, time, event.body()));
        Map<String, String> body =
                new ObjectMapper().readValue(event.body(), new TypeReference<Map<String, String>>() {});
        assertThat(body)
                .isEqualTo(acceptances().get(0))
                .containsEntry("transaction", "tx-1")
                .containsEntry("acceptanceId", id);
    }

    @Test
    void a_repeated_request_is_a_duplicate_for_the_sink_and_a_link_is_not() {
        AcceptanceBody body = AcceptanceBody.of(served());
        accepted(body);
        accepted(body);
        accepted(body.with("transactionId", "tx-1"));
        accepted(body.with("transactionId", "tx-1"));
        accepted(body.with("transactionId", "tx-2"));

        List<String> ids = ids().toList();
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(ids.get(3)).isEqualTo(ids.get(2));
        assertThat(ids.stream().distinct()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 400, 500, 503})
    void an_event_that_the_sink_refuses_is_not_recorded_and_the_same_request_is_good_later(int status) {
        AcceptanceBody body = AcceptanceBody.of(served());
        double failed = count("failed");
        sink.answer(status);

        ProblemAnswer answer = ProblemAnswer.of(accept(body)).is(ProblemType.AUDIT_UNAVAILABLE);

        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(sink.events())
                .as("tried three times, no redirect is followed")
                .hasSize(3);
        assertThat(count("failed") - failed).isEqualTo(1);
        sink.answer(202);
        String id = accepted(body);
        assertThat(acceptances())
                .extracting(event -> event.get("outcome"))
                .containsExactly("audit-unavailable", "success");
        assertThat(acceptances()).extracting(event -> event.get("acceptanceId")).containsOnly(id);
        assertThat(ids().distinct()).hasSize(1);
    }

    @Test
    void a_short_failure_of_the_sink_is_not_seen() {
        double delivered = count("delivered");
        sink.answerNext(503, 500);

        accepted(AcceptanceBody.of(served()));

        assertThat(sink.events()).hasSize(3);
        assertThat(count("delivered") - delivered).isEqualTo(1);
        assertThat(acceptances()).singleElement().satisfies(event -> assertThat(event)
                .containsEntry("outcome", "success"));
    }

    @Test
    void the_answer_waits_until_the_event_is_safe() {
        AcceptanceBody body = AcceptanceBody.of(served());
        sink.hold();
        CompletableFuture<Response> answer = CompletableFuture.supplyAsync(() -> accept(body));
        await().until(() -> !sink.events().isEmpty());
        assertThat(answer).isNotDone();
        assertThat(acceptances()).isEmpty();

        sink.release();

        assertThat(answer.join().statusCode()).isEqualTo(201);
    }

    @Test
    void a_sink_that_does_not_answer_costs_a_bounded_time() {
        AcceptanceBody body = AcceptanceBody.of(served());
        sink.hold();
        long start = System.nanoTime();

        ProblemAnswer.of(accept(body)).is(ProblemType.AUDIT_UNAVAILABLE);

        assertThat((System.nanoTime() - start) / 1e9).isLessThan(10);
    }

    @Test
    void acceptances_over_the_limit_are_rejected_at_once() {
        AcceptanceBody body = AcceptanceBody.of(served());
        double overloaded = count("overloaded");
        sink.hold();
        List<CompletableFuture<Response>> held = new ArrayList<>();
        for (int i = 0; i < AcceptancesUnderTest.MOST; i++) {
            AcceptanceBody linked = body.with("transactionId", "tx-" + i);
            // The common pool may have fewer threads than this.
            held.add(CompletableFuture.supplyAsync(() -> accept(linked), runnable -> new Thread(runnable).start()));
        }
        // An event that is sent again has the same id.
        await().until(() -> ids().distinct().count() == AcceptancesUnderTest.MOST);

        ProblemAnswer.of(accept(body)).is(ProblemType.OVERLOADED);

        assertThat(count("overloaded") - overloaded).isEqualTo(1);
        sink.release();
        held.forEach(CompletableFuture::join);
        accepted(body);
    }

    @Test
    void a_caller_that_disconnects_does_not_stop_the_delivery() throws IOException {
        byte[] body = AcceptanceBody.of(served()).json().getBytes(StandardCharsets.UTF_8);
        sink.hold();
        try (Socket socket = RawHttp.open()) {
            String[] headers = {
                "Authorization: ApiKey " + TwoKeys.key("new"),
                "Content-Type: application/json",
                "Content-Length: " + body.length
            };
            socket.getOutputStream().write(RawHttp.head("POST", PATH, headers).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            await().until(() -> !sink.events().isEmpty());
        }
        // The next attempt follows a second later: until then, the service has noticed the disconnection.
        await().until(() -> sink.events().size() > 1);
        sink.release();

        await().until(() -> !acceptances().isEmpty());
        assertThat(acceptances()).singleElement().satisfies(event -> assertThat(event)
                .containsEntry("outcome", "success"));
    }

    private Stream<String> ids() {
        return sink.events().stream().map(event -> event.header("ce-id"));
    }

    private List<Map<String, String>> acceptances() {
        return audited.fields().stream()
                .filter(event -> event.get("event").equals("disclosures.accepted"))
                .toList();
    }

    private static double count(String outcome) {
        return Metrics.value("audit_sink_events_total{outcome=\"" + outcome + "\"}");
    }
}
