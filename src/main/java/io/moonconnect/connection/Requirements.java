package io.moonconnect.connection;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.moonconnect.disclosure.Disclosure;
import io.moonconnect.moonpay.wire.RawJson;

/**
 * The requirements of a connection.
 *
 * @param status MoonPay's status
 * @param recognised false for an unknown status, which is treated as {@link NextStep#RETRY_LATER}
 * @param usable whether the customer can buy over this connection
 * @param terminal whether retries cannot help
 * @param nextStep the next step of the frontend
 * @param location the geography as sent by MoonPay, byte for byte; null if absent
 * @param disclosureRequired whether disclosures must be shown before payment
 * @param disclosures the texts to show, verbatim
 * @param decided {@code final} in JSON: whether the quote has decided; if false, a quote may require more or less
 * @param guestCheckout whether the customer can pay as a guest instead of connecting
 * @param capabilities MoonPay's capabilities, byte for byte; null if absent
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
