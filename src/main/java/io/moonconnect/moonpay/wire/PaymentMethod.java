package io.moonconnect.moonpay.wire;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Names a payment method in a request.
 *
 * @param type for example {@code apple_pay}; an open set
 * @param id id of a stored method; null for a type that needs none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentMethod(String type, String id) {

    // A key: what the compiler makes of a record's equality runs through method handles in a native image, many times
    // slower.
    @Override
    public boolean equals(Object other) {
        return other instanceof PaymentMethod that && Objects.equals(type, that.type) && Objects.equals(id, that.id);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(type) + Objects.hashCode(id);
    }
}
