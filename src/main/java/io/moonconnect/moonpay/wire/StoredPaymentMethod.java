package io.moonconnect.moonpay.wire;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;

/**
 * A payment method that the customer has stored with MoonPay, for example a card.
 *
 * @param raw the stored method as received
 * @param type for example {@code card}; an open set
 * @param id MoonPay's id
 * @param active whether it can be used
 */
public record StoredPaymentMethod(RawJson raw, String type, String id, boolean active) {

    /** Approximate memory of a parsed method in addition to its JSON. */
    static final int METHOD_BYTES = 256;

    static StoredPaymentMethod read(RawJson document, JsonParser parser) throws IOException {
        Fields fields = new Fields();
        RawJson raw = WireJson.slice(document, parser, value -> WireJson.eachField(value, fields::read));
        if (fields.type == null || fields.id == null) {
            throw new MalformedJsonException("a stored payment method without a type or an id");
        }
        return new StoredPaymentMethod(raw.copy(), fields.type, fields.id, fields.active);
    }

    /** Approximate memory that it occupies. */
    int weight() {
        return METHOD_BYTES + raw.length();
    }

    private static final class Fields {

        private String type;
        private String id;
        private boolean active;

        void read(String name, JsonParser value) throws IOException {
            switch (name) {
                case "type" -> type = WireJson.textOrNull(value);
                case "id" -> id = WireJson.textOrNull(value);
                case "availability" -> active = Availability.active(value);
                default -> WireJson.skip(value);
            }
        }
    }
}
