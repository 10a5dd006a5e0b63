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
 * The capabilities of a connection as sent by MoonPay, with the parts that the rules need. If a key is repeated, the
 * last value is relayed, but disclosures required by any of them are shown.
 *
 * @param raw the capabilities as sent; null if absent
 * @param guestCheckout whether guest checkout is possible
 * @param asksForDisclosures whether disclosures are required, or may be because the value is not understood
 * @param locations the locations named for them; empty if none
 * @param location the geography as sent, an object or a list; null if absent
 */
record Capabilities(
        RawJson raw, boolean guestCheckout, boolean asksForDisclosures, List<Location> locations, RawJson location) {

    /** Absent capabilities: nothing is possible and nothing is required. */
    static final Capabilities NONE = new Capabilities(null, false, false, List.of(), null);

    /** Reads the current value of any type; null means no capabilities. */
    static Capabilities read(RawJson document, JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return NONE;
        }
        Reader reader = new Reader(document);
        RawJson raw = WireJson.slice(document, parser, reader::capabilities);
        return new Capabilities(raw, reader.guestCheckout, reader.asks, List.copyOf(reader.locations), reader.location);
    }

    /** Finds {@code ramps.requirements.paymentDisclosures}. */
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

        /** Reads one field of an object. A repeated object discards the location of an earlier one. */
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

        /** Null counts as absent. A value of another type may require disclosures, so it is treated as if it did. */
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
