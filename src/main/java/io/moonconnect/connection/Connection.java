package io.moonconnect.connection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.moonconnect.moonpay.wire.PaymentDisclosure;
import io.moonconnect.moonpay.wire.RawJson;
import io.moonconnect.moonpay.wire.WireJson;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.Violation;

/**
 * The request body: what a frontend knows of a connection. Its own fields are parsed strictly; MoonPay's values are
 * accepted as they are.
 *
 * @param status MoonPay's status
 * @param capabilities MoonPay's capabilities; {@link Capabilities#NONE} if absent
 * @param quoted the {@code paymentDisclosures} of the quote, or null if there is no quote or it has none
 * @param locale language of the customer, or null
 */
record Connection(String status, Capabilities capabilities, List<PaymentDisclosure> quoted, String locale) {

    /** The disclosures of the quote; empty if there is no quote or it has none. */
    Optional<List<PaymentDisclosure>> quotedDisclosures() {
        return Optional.ofNullable(quoted);
    }

    /** Parses a request body; throws a 400 with violations if it is invalid. */
    static Connection read(byte[] body) {
        if (body == null || body.length == 0) {
            throw Failure.invalid("body", "is required");
        }
        Reader reader = new Reader(RawJson.of(body));
        try {
            WireJson.document(reader.document, root -> WireJson.eachField(root, reader::field));
        } catch (IOException malformed) {
            throw Failure.invalid("body", "is not a JSON object of the expected shape");
        }
        return reader.connection();
    }

    private static final class Reader {

        /** Bounded because it is returned in the response. */
        private static final int MAX_STATUS = 64;

        /** Bounds the response to a body with many unknown fields. */
        private static final int MAX_VIOLATIONS = 20;

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

        private final RawJson document;
        private final Set<String> seen = new HashSet<>();
        private final List<Violation> violations = new ArrayList<>();
        private String status;
        private Capabilities capabilities = Capabilities.NONE;
        private List<PaymentDisclosure> quoted;
        private String locale;

        Reader(RawJson document) {
            this.document = document;
        }

        void field(String name, JsonParser value) throws IOException {
            if (!seen.add(name)) {
                violate(name, "is duplicated");
            }
            switch (name) {
                case "status" -> status = text(name, value);
                case "reason" -> text(name, value);
                case "locale" -> locale = text(name, value);
                case "capabilities" -> capabilities = Capabilities.read(document, value);
                case "paymentDisclosures" -> quoted = isNull(value) ? null : PaymentDisclosure.readAll(value);
                default -> {
                    violate(name, "is unknown");
                    WireJson.skip(value);
                }
            }
        }

        Connection connection() {
            if (status == null && violations.stream().noneMatch(it -> it.field().equals("status"))) {
                violations.add(new Violation("status", "is required"));
            } else if (status != null && (status.isEmpty() || status.length() > MAX_STATUS)) {
                violations.add(new Violation("status", "must be 1 to " + MAX_STATUS + " characters"));
            }
            if (!violations.isEmpty()) {
                throw Failure.invalid(violations);
            }
            return new Connection(status, capabilities, quoted, locale);
        }

        private String text(String name, JsonParser value) throws IOException {
            if (value.currentToken() == JsonToken.VALUE_STRING) {
                return value.getText();
            }
            if (!isNull(value)) {
                violate(name, "must be a string");
                WireJson.skip(value);
            }
            return null;
        }

        private static boolean isNull(JsonParser value) {
            return value.currentToken() == JsonToken.VALUE_NULL;
        }

        /** Repeats a field name of the caller only if it is well-formed. */
        private void violate(String name, String message) {
            if (violations.size() < MAX_VIOLATIONS) {
                violations.add(new Violation(NAME.matcher(name).matches() ? name : "body", message));
            }
        }
    }
}
