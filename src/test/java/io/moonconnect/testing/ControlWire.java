package io.moonconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Sends one control call and fails the test where the simulator does not take it. */
final class ControlWire {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_BAD_STATUS = 300;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    ControlWire(URI base) {
        this.base = base;
    }

    JsonNode send(String method, String path, JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/simulator" + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> response = sent(request);
        if (response.statusCode() >= FIRST_BAD_STATUS) {
            String answered = " answered " + response.statusCode() + ": " + response.body();
            throw new AssertionError(method + " " + path + answered);
        }
        return response.body().isEmpty() ? JSON.missingNode() : read(response.body());
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private HttpResponse<String> sent(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
