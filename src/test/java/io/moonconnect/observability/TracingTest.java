package io.moonconnect.observability;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.Api;
import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.EventSink;
import io.moonconnect.testing.EventStream;
import io.moonconnect.testing.FinishedSpans;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.SignedWebhook;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorControl.Request;
import io.moonconnect.testing.SimulatorPort;
import io.moonconnect.testing.SinkOfTheService;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

import static io.moonconnect.testing.SimulatorFault.status;
import static org.assertj.core.api.Assertions.assertThat;

/** Content of a trace: each request in its caller's trace, each leg, and no personal data. */
@QuarkusTest
@TestProfile(Traced.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(SinkOfTheService.class)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class TracingTest {

    private static final String CALLERS_SPAN = "b7ad6b7169203331";

    private static final String PURCHASE = """
            {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},\
            "wallet":{"address":"0xA11CE00000000000000000000000000000000001"}%s}""";

    @Inject
    FinishedSpans spans;

    EventSink sink;

    private String trace;

    @BeforeEach
    void beginATrace() {
        byte[] id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        trace = HexFormat.of().formatHex(id);
    }

    @Test
    void a_request_is_a_span_in_its_callers_trace() {
        Response answer = post("/v1/sessions", "{\"externalCustomerId\":\"cust-1\"}");

        SpanData span = requests(1).get(0);
        assertThat(span.getName()).isEqualTo("POST /v1/sessions");
        assertThat(span.getParentSpanId()).isEqualTo(CALLERS_SPAN);
        assertThat(attributes(span))
                .isEqualTo(Map.of(
                        "http.request.method", "POST",
                        "http.route", "/v1/sessions",
                        "http.response.status_code", "201",
                        "moonconnect.request_id", answer.header("X-Request-Id")));
    }

    @Test
    void a_call_to_moonpay_is_a_span_of_its_request_and_propagates_the_trace(SimulatorControl moonPay) {
        Response answer = post("/v1/sessions", "{\"externalCustomerId\":\"cust-1\"}");

        SpanData call = calls(1).get(0);
        assertThat(call.getName()).isEqualTo("createSession");
        assertThat(call.getParentSpanId()).isEqualTo(requests(1).get(0).getSpanId());
        assertThat(attributes(call))
                .containsEntry("moonpay.outcome", "success")
                .containsEntry("moonpay.request_id", answer.header("MoonPay-Request-Id"));
        assertThat(moonPay.requests("createSession")).singleElement().satisfies(sent -> assertThat(sent.headers())
                .containsEntry("traceparent", "00-" + trace + "-" + call.getSpanId() + "-01"));
    }

    @Test
    void each_leg_of_a_comparison_has_its_method_and_outcome(SimulatorControl moonPay) {
        moonPay.add(status("getBuyQuote", 500).forPaymentMethod("google_pay"));

        compare(moonPay, "").then().statusCode(200);

        Map<String, SpanData> legs = calls(4).stream()
                .filter(call -> call.getName().equals("getBuyQuote"))
                .collect(Collectors.toMap(call -> attributes(call).get("moonpay.payment_method.type"), call -> call));
        assertThat(legs).containsOnlyKeys("apple_pay", "google_pay", "card");
        assertThat(legs.values())
                .allMatch(leg -> attributes(leg).get("moonpay.request_id").startsWith("req-"))
                .allMatch(leg -> attributes(leg).get("moonconnect.permit.class").equals("comparison"));
        assertThat(attributes(legs.get("apple_pay"))).containsEntry("moonpay.outcome", "success");
        assertThat(attributes(legs.get("google_pay"))).containsEntry("moonpay.outcome", "unavailable");
        assertThat(legs.get("google_pay").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(legs.get("card").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void an_unknown_payment_method_type_is_recorded_as_other(SimulatorControl moonPay) {
        compare(moonPay, ",\"paymentMethods\":[{\"type\":\"" + UUID.randomUUID() + "\"}]");

        assertThat(attributes(calls(1).get(0))).containsEntry("moonpay.payment_method.type", "other");
    }

    @Test
    void refreshes_of_a_stream_are_in_the_trace_of_its_request(SimulatorControl moonPay) {
        moonPay.quoteLife(Duration.ofSeconds(2));
        String request = PURCHASE.formatted(",\"paymentMethods\":[{\"type\":\"apple_pay\"}]");
        try (EventStream stream = EventStream.post(
                "/v1/quotes/stream", moonPay.accessToken("cust-compare"), request, "traceparent: " + traceparent())) {
            stream.until("complete");
            stream.until("quote");
        }

        assertThat(calls(2))
                .anyMatch(call -> "background".equals(attributes(call).get("moonconnect.permit.class")));
    }

    @Test
    void tracestate_and_baggage_are_not_propagated_to_moonpay(SimulatorControl moonPay) {
        Api.anybody()
                .header("traceparent", traceparent())
                .header("tracestate", "planted=planted")
                .header("baggage", "customer=planted")
                .get("/v1/assets?code=" + UUID.randomUUID());

        assertThat(moonPay.requests("listAssets")).singleElement().satisfies((Request sent) -> {
            assertThat(sent.headers()).containsKey("traceparent");
            assertThat(sent.toString()).doesNotContain("planted");
        });
    }

    @Test
    void no_span_contains_ids_queries_or_addresses(SimulatorControl moonPay) {
        Api.as(moonPay.accessToken("cust-compare"))
                .header("traceparent", traceparent())
                .header("User-Agent", "planted-agent")
                .get("/v1/transactions/planted-id?planted=query");

        List<SpanData> found = List.of(requests(1).get(0), calls(1).get(0));
        assertThat(requests(1).get(0).getName()).isEqualTo("GET /v1/transactions/{id}");
        assertThat(found.toString()).doesNotContain("planted", "127.0.0.1", "localhost");
    }

    @Test
    void an_unknown_path_is_not_recorded() {
        Api.anybody().header("traceparent", traceparent()).get("/planted-path");

        assertThat(requests(1).get(0).getName()).isEqualTo("GET");
        assertThat(requests(1).toString()).doesNotContain("planted");
    }

    @Test
    void the_trace_is_propagated_to_the_sink() {
        String event = SignedWebhook.completed(UUID.randomUUID().toString());
        sink.reset();
        SignedWebhook.of("wk_test_simulator", Instant.now(), event)
                .post()
                .then()
                .statusCode(204);

        String header = sink.events().get(0).header("traceparent");
        SpanData passedOn =
                spans.await(1, span -> header.contains(span.getSpanId())).get(0);
        assertThat(passedOn.getName()).isEqualTo("deliver webhook");
        assertThat(header).startsWith("00-" + passedOn.getTraceId());
        assertThat(spans.await(1, span -> span.getSpanId().equals(passedOn.getParentSpanId()))
                        .get(0)
                        .getName())
                .isEqualTo("POST /v1/webhooks/moonpay");
    }

    @Test
    void metrics_are_linked_to_traces() {
        post("/v1/sessions", "{\"externalCustomerId\":\"cust-1\"}");

        assertThat(Metrics.openMetrics()).containsPattern("# \\{span_id=\"[0-9a-f]{16}\",trace_id=\"[0-9a-f]{32}\"}");
    }

    @Test
    void log_lines_have_trace_id_and_request_id() {
        try (CapturedLog log = CapturedLog.of("io.moonconnect")) {
            Response answer = post(
                    "/v1/connections/requirements",
                    "{\"status\":\"active\",\"paymentDisclosures\":[{\"id\":\"" + UUID.randomUUID()
                            + "\",\"version\":\"1\"}]}");

            assertThat(log.lines()).hasSizeGreaterThan(1).allSatisfy(line -> assertThat(line.fields())
                    .containsEntry("traceId", trace)
                    .containsEntry("requestId", answer.header("X-Request-Id")));
        }
    }

    private Response post(String path, String json) {
        return Api.anybody()
                .header("traceparent", traceparent())
                .contentType("application/json")
                .body(json)
                .post(path);
    }

    private Response compare(SimulatorControl moonPay, String more) {
        return Api.as(moonPay.accessToken("cust-compare"))
                .header("traceparent", traceparent())
                .contentType("application/json")
                .body(PURCHASE.formatted(more))
                .post("/v1/quotes/compare");
    }

    private String traceparent() {
        return "00-" + trace + "-" + CALLERS_SPAN + "-01";
    }

    private List<SpanData> requests(int count) {
        return ofThisTrace(count, span -> span.getKind() == SpanKind.SERVER);
    }

    private List<SpanData> calls(int count) {
        return ofThisTrace(count, span -> span.getKind() == SpanKind.CLIENT);
    }

    private List<SpanData> ofThisTrace(int count, Predicate<SpanData> like) {
        return spans.await(count, span -> span.getTraceId().equals(trace) && like.test(span));
    }

    private static Map<String, String> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(
                        (Map.Entry<AttributeKey<?>, Object> entry) ->
                                entry.getKey().getKey(),
                        entry -> entry.getValue().toString()));
    }
}
