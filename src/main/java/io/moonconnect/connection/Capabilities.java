package io.moonconnect.connection;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.moonconnect.moonpay.wire.RawJson;
import io.moonconnect.moonpay.wire.WireJson;
import io.moonconnect.moonpay.wire.WireJson.FieldReader;
import io.moonconnect.moonpay.wire.WireJson.ValueReader;

/**
 * What MoonPay says a connection can do: the bytes as they came, and what the rules need of them. Where a key stands
 * twice, the last one counts for what is relayed, but whatever any of them asks for is asked for.
 *
 * @param raw the capabilities as they were sent; null where there are none
 * @param guestCheckout whether guest checkout is possible
 * @param asksForDisclosures whether texts have to be shown, or may have to because it is not understood
 * @param locations the places it names for that; empty where it names none
 * @param location the geography as it was sent, an object or a list; null where there is none
 */
record Capabilities(
        RawJson raw, boolean guestCheckout, boolean asksForDisclosures, List<Location> locations, RawJson location) {

    /** No capabilities: nothing is possible and nothing is asked for. */
    static final Capabilities NONE = new Capabilities(null, false, false, List.of(), null);

    /** Reads the value that the parser stands on, whatever it is; null is no capabilities. */
    static Capabilities read(RawJson document, JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return NONE;
        }
        Reader reader = new Reader(document);
        RawJson raw = WireJson.slice(document, parser, reader::capabilities);
        return new Capabilities(raw, reader.guestCheckout, reader.asks, List.copyOf(reader.locations), reader.location);
    }

    /** Walks down to {@code ramps.requirements.paymentDisclosures}. */
    private static final class Reader {

        private final RawJson document;
        private final Set<Location> locations = new LinkedHashSet<>();
        private boolean guestCheckout;
        private boolean asks;
        private RawJson location;

        Reader(RawJson document) {
            this.document = document;
        }

        void capabilities(JsonParser value) throws IOException {
            within(value, (name, field) -> {
                switch (name) {
                    case "ramps" -> step("requirements", this::requirements).read(field);
                    case "guestCheckout" -> guestCheckout = isPresent(field);
                    default -> WireJson.skip(field);
                }
            });
        }

        private void requirements(JsonParser value) throws IOException {
            step("paymentDisclosures", this::paymentDisclosures).read(value);
        }

        private void paymentDisclosures(JsonParser value) throws IOException {
            asks = true;
            if (value.isExpectedStartObjectToken()) {
                location = WireJson.slice(document, value, this::addLocation);
            } else if (value.isExpectedStartArrayToken()) {
                location = WireJson.slice(document, value, list -> WireJson.eachItem(list, this::addLocation));
            } else {
                location = null;
                if (value.currentToken() != JsonToken.VALUE_NULL) {
                    addLocation(value);
                }
            }
        }

        private void addLocation(JsonParser value) throws IOException {
            locations.add(Location.read(value));
        }

        /** Reads one field of an object. A later object of the same name hides the location of an earlier one. */
        private ValueReader step(String name, ValueReader reader) {
            return object -> {
                location = null;
                within(object, (field, value) -> {
                    if (field.equals(name)) {
                        reader.read(value);
                    } else {
                        WireJson.skip(value);
                    }
                });
            };
        }

        /** Null is absent; what is neither that nor an object may ask for anything. */
        private void within(JsonParser value, FieldReader fields) throws IOException {
            if (value.isExpectedStartObjectToken()) {
                WireJson.eachField(value, fields);
            } else if (value.currentToken() != JsonToken.VALUE_NULL) {
                asks = true;
                locations.add(Location.NOT_UNDERSTOOD);
                WireJson.skip(value);
            }
        }

        private static boolean isPresent(JsonParser value) throws IOException {
            boolean present =
                    value.currentToken() != JsonToken.VALUE_NULL && value.currentToken() != JsonToken.VALUE_FALSE;
            WireJson.skip(value);
            return present;
        }
    }
}
