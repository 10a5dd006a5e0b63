package io.moonconnect.acceptance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The body of an acceptance; changing it makes another one. */
record AcceptanceBody(Map<String, Object> fields) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a backend for a customer, with texts as they were served. */
    static AcceptanceBody of(JsonNode... served) {
        return new AcceptanceBody(Map.of("quoteSignature", "qs_planted"))
                .with("externalCustomerId", "cust-1")
                .texts(served);
    }

    AcceptanceBody texts(JsonNode... served) {
        return with(
                "disclosures",
                List.of(served).stream()
                        .map(text ->
                                ((ObjectNode) text.deepCopy()).retain("id", "version", "locale", "digest", "proof"))
                        .toList());
    }

    /** Without the field where the value is null. */
    AcceptanceBody with(String field, Object value) {
        Map<String, Object> changed = new TreeMap<>(fields);
        if (value == null) {
            changed.remove(field);
        } else {
            changed.put(field, value);
        }
        return new AcceptanceBody(changed);
    }

    String json() {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A served text with one field changed; removed where it is null. */
    static JsonNode changed(JsonNode text, String field, String value) {
        ObjectNode changed = text.deepCopy();
        if (value == null) {
            changed.remove(field);
        } else {
            changed.put(field, value);
        }
        return changed;
    }
}
