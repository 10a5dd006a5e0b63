package io.moonconnect.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.moonconnect.testing.RawHttp;
import io.restassured.RestAssured;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls the service and records every answer. The clock advances between calls, so that no limit is reached. Uses the
 * JDK's client, which does not log: other clients would log requests into the logs under search.
 */
final class Caller {

    private static final int TOO_MANY_REQUESTS = 429;

    private static final int PATIENCE = 50;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Answer> answers = new ArrayList<>();
    private final Map<String, String> own;
    private Duration pause;

    /** @param own default headers, which a call can replace by name */
    Caller(Map<String, String> own) {
        this(own, EverythingLogged.LIMIT_PERIOD);
    }

    private Caller(Map<String, String> own, Duration pause) {
        this.own = own;
        this.pause = pause;
    }

    /** For a separate process, with the real clock and without limits. */
    static Caller ofAnArtifact(Map<String, String> own) {
        return new Caller(own, Duration.ZERO);
    }

    List<Answer> answers() {
        return answers;
    }

    Answer get(String target, String... headers) {
        return send("GET", target, null, headers);
    }

    Answer post(String target, String json, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", "application/json"));
        return send("POST", target, json, all.toArray(String[]::new));
    }

    Answer patch(String target, String json, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", "application/json"));
        return send("PATCH", target, json, all.toArray(String[]::new));
    }

    Answer send(String method, String target, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + target))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        own.forEach((name, value) -> {
            if (!List.of(headers).contains(name)) {
                request.header(name, value);
            }
        });
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        FaultyClock.putForward(pause);
        try {
            return keep(Answer.of(name(method, target), http.send(request.build(), BodyHandlers.ofString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Sends a raw request that no HTTP client would send. */
    Answer raw(String name, String request) {
        FaultyClock.putForward(pause);
        return keep(Answer.of(name, RawHttp.exchange(request.getBytes(StandardCharsets.ISO_8859_1))));
    }

    /** Repeats a call until its limit is reached. */
    void insist(Supplier<Answer> question) {
        int status = question.get().status();
        pause = Duration.ZERO;
        for (int i = 0; i < PATIENCE && status != TOO_MANY_REQUESTS; i++) {
            status = question.get().status();
        }
        pause = EverythingLogged.LIMIT_PERIOD;
        assertThat(status).isEqualTo(TOO_MANY_REQUESTS);
    }

    private Answer keep(Answer answer) {
        answers.add(answer);
        return answer;
    }

    /** Omits what can contain planted values: the rest of the path, and unknown paths. */
    private static String name(String method, String target) {
        String[] steps = target.split("[/?;]", 4);
        return method + (steps[1].equals("v1") ? " /v1/" + steps[2] : " elsewhere");
    }
}
