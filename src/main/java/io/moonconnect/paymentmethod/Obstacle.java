package io.moonconnect.paymentmethod;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a payment method cannot pay a purchase: the {@code reason} in answers. */
public enum Obstacle {
    /** MoonPay says so; the method itself says why. */
    INACTIVE,
    /** MoonPay does not offer the stored method's type to this customer. */
    TYPE_NOT_OFFERED,
    CURRENCY_NOT_SUPPORTED,
    TRANSACTION_TYPE_NOT_SUPPORTED,
    /** It can only be used in MoonPay's own widget. */
    WIDGET_REQUIRED,
    /** The type pays only through a method that the customer has stored. */
    STORED_METHOD_REQUIRED,
    /** The caller excluded its type. */
    EXCLUDED,
    /** There are more methods than one comparison asks for. */
    BEYOND_LIMIT;

    /** For example {@code widget-required}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
