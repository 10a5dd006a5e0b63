package io.moonconnect.leak;

import java.net.http.HttpResponse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.moonconnect.testing.RawHttp;

/**
 * What the service answered.
 *
 * @param call the method and path, without anything planted, for the message of a failed test
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
            throw new AssertionError(call + " was answered by what is no JSON", notJson);
        }
    }

    /**
     * A problem without the places that repeat by design: its path, which is the caller's own, and what MoonPay says to
     * refuse the request. A name of a field that is unknown is the caller's own too.
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
