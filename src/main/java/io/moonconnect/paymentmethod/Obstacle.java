package io.moonconnect.paymentmethod;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a payment method cannot pay a purchase: the {@code reason} in answers. */
public enum Obstacle {
    /** MoonPay reports the method as inactive; its object contains the reason. */
    INACTIVE,
    /** MoonPay does not offer the stored method's type to this customer. */
    TYPE_NOT_OFFERED,
    CURRENCY_NOT_SUPPORTED,
    TRANSACTION_TYPE_NOT_SUPPORTED,
    /** It can only be used in MoonPay's widget. */
    WIDGET_REQUIRED,
    /** The type requires a method that the customer has stored. */
    STORED_METHOD_REQUIRED,
    /** The caller excluded its type. */
    EXCLUDED,
    /** Over the maximum number of methods of a comparison. */
    BEYOND_LIMIT;

    /** For example {@code widget-required}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
