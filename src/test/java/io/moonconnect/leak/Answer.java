package io.moonconnect.leak;

import java.net.http.HttpResponse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.moonconnect.testing.RawHttp;

/**
 * An answer of the service.
 *
 * @param call method and path without planted values, for failure messages
 * @param headers all of them as text
 */
record Answer(String call, int status, String headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(String call, HttpResponse<String> response) {
        return new Answer(call, response.statusCode(), response.headers().map().toString(), response.body());
    }

    static Answer of(String call, RawHttp.Reply reply) {
        return new Answer(call, reply.status(), reply.headers().toString(), reply.body());
    }

    boolean isProblem() {
        return headers.contains("application/problem+json");
    }

    String everything() {
        return headers + body;
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(call + " has an answer that is not JSON", notJson);
        }
    }

    /**
     * The problem without its echoes by design: the path, MoonPay's reason for a rejection, and the name of an unknown
     * field.
     */
    String withoutRepetitions() {
        ObjectNode problem = (ObjectNode) json();
        problem.remove("instance");
        if (problem.path("type").asText().endsWith("/moonpay-rejected")) {
            problem.remove("detail");
        }
        problem.path("violations").forEach(violation -> {
            if (violation.path("message").asText().startsWith("is unknown")) {
                ((ObjectNode) violation).remove("field");
            }
        });
        return headers + problem;
    }

    @Override
    public String toString() {
        return call + " -> " + status;
    }
}
