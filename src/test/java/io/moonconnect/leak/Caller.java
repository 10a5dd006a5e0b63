package io.moonconnect.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.moonconnect.testing.RawHttp;
import io.restassured.RestAssured;

/**
 * Calls the service, and keeps every answer. It is the JDK's client, which logs nothing: others would write what they send
 * into the very logs that are searched.
 */
final class Caller {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Answer> answers = new ArrayList<>();
    private final String authorization;

    /** @param authorization the caller's own, on every call that brings no other */
    Caller(String authorization) {
        this.authorization = authorization;
    }

    /** Every answer so far. */
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

    Answer send(String method, String target, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + target))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!List.of(headers).contains("Authorization")) {
            request.header("Authorization", authorization);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return keep(Answer.of(name(method, target), http.send(request.build(), BodyHandlers.ofString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Sends what no HTTP client would. */
    Answer raw(String name, String request) {
        return keep(Answer.of(name, RawHttp.exchange(request.getBytes(StandardCharsets.ISO_8859_1))));
    }

    private Answer keep(Answer answer) {
        answers.add(answer);
        return answer;
    }

    /** Without what can be planted: the rest of the path, and paths that are nobody's. */
    private static String name(String method, String target) {
        String[] steps = target.split("[/?;]", 4);
        return method + (steps[1].equals("v1") ? " /v1/" + steps[2] : " elsewhere");
    }
}
