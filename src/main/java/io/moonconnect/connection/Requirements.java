package io.moonconnect.connection;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.moonconnect.disclosure.Disclosure;
import io.moonconnect.moonpay.wire.RawJson;

/**
 * What to do with a connection.
 *
 * @param status MoonPay's status, repeated
 * @param recognised false for a status that we do not know, which is treated as {@link NextStep#RETRY_LATER}
 * @param usable whether the customer can buy over this connection
 * @param terminal whether trying again is pointless
 * @param nextStep what the front end does next
 * @param location the geography that MoonPay named, byte for byte; null where it named none
 * @param disclosureRequired whether anything must be shown before payment
 * @param disclosures what must be shown, word for word
 * @param decided {@code final} in JSON: whether the quote has decided; false means that a quote may ask for more or less
 * @param guestCheckout whether the customer can pay as a guest instead of connecting
 * @param capabilities MoonPay's capabilities, byte for byte; null where none were sent
 */
public record Requirements(
        String status,
        boolean recognised,
        boolean usable,
        boolean terminal,
        NextStep nextStep,
        RawJson location,
        boolean disclosureRequired,
        List<Disclosure> disclosures,
        @JsonProperty("final") boolean decided,
        boolean guestCheckout,
        RawJson capabilities) {}
