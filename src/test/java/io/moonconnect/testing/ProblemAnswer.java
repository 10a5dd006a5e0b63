package io.moonconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.problem.ProblemType;
import io.restassured.response.Response;

import static org.assertj.core.api.Assertions.assertThat;

/** An answer that has to be a problem, and what can be said of every one. */
public final class ProblemAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final Function<String, String> header;
    private final String text;
    private JsonNode body;

    private ProblemAnswer(int status, Function<String, String> header, String text) {
        this.status = status;
        this.header = header;
        this.text = text;
    }

    public static ProblemAnswer of(Response response) {
        return new ProblemAnswer(response.statusCode(), response::getHeader, response.asString());
    }

    public static ProblemAnswer of(RawHttp.Reply reply) {
        return new ProblemAnswer(reply.status(), reply::header, reply.body());
    }

    /** It is whole, of this type, with this status, and says nothing that it should not. */
    public ProblemAnswer is(ProblemType type, int expectedStatus) {
        assertThat(status).as(text).isEqualTo(expectedStatus);
        assertThat(header.apply("Content-Type")).startsWith("application/problem+json");
        body = json();
        assertThat(body.path("type").textValue()).isEqualTo("https://moonconnect.io/problems/" + type.slug());
        assertThat(body.path("title").textValue()).isEqualTo(type.title());
        assertThat(body.path("status").intValue()).isEqualTo(expectedStatus);
        assertThat(body.path("detail").textValue()).isNotBlank();
        assertThat(body.path("instance").textValue()).isNotNull();
        assertThat(body.path("requestId").textValue()).isNotBlank().isEqualTo(header.apply("X-Request-Id"));
        assertThat(body.path("retryable").isBoolean()).isTrue();
        assertThat(body.path("retryable").booleanValue()).isEqualTo(type.retryable() && !isOfUnknownOutcome());
        assertThat(body.has("violations")).isEqualTo(type == ProblemType.INVALID_REQUEST);
        assertThat(text).doesNotContain("io.moonconnect", "Exception", "\tat ", "<html", "sk_test_");
        return this;
    }

    /** It says that MoonPay may have done what must not be done twice. */
    public boolean isOfUnknownOutcome() {
        return detail().contains("The outcome is unknown");
    }

    public ProblemAnswer is(ProblemType type) {
        return is(type, type.status());
    }

    /** It is bad input in these fields, all of them and no other. */
    public ProblemAnswer violates(String... fields) {
        is(ProblemType.INVALID_REQUEST);
        Set<String> found = new TreeSet<>();
        List<String> order = new ArrayList<>();
        body.path("violations").forEach(violation -> {
            assertThat(violation.path("message").textValue()).isNotBlank();
            found.add(violation.path("field").textValue());
            order.add(violation.path("field").textValue());
        });
        assertThat(found).as(text).containsExactlyInAnyOrder(fields);
        assertThat(order).isSorted();
        return this;
    }

    /** None of these is in it, in any header that we know of or in the body. */
    public ProblemAnswer neverSays(String... values) {
        for (String value : values) {
            assertThat(text).doesNotContain(value);
        }
        return this;
    }

    public String header(String name) {
        return header.apply(name);
    }

    public String detail() {
        return body.path("detail").textValue();
    }

    public String instance() {
        return body.path("instance").textValue();
    }

    private JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(text, notJson);
        }
    }
}
