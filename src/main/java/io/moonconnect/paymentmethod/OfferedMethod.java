package io.moonconnect.paymentmethod;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;

import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.RawJson;

/**
 * A customer's payment method, and whether it can pay.
 *
 * @param kind a type that MoonPay offers, or a method that the customer has stored
 * @param reason why it cannot pay; null if it can
 * @param method MoonPay's object, byte for byte
 * @param selector the method in a quote request
 */
@JsonPropertyOrder({"kind", "usable", "reason", "method"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OfferedMethod(
        Kind kind,
        Obstacle reason,
        RawJson method,
        @JsonIgnore PaymentMethod selector) {

    public enum Kind {
        CONFIG,
        STORED;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @JsonProperty
    public boolean usable() {
        return reason == null;
    }
}
