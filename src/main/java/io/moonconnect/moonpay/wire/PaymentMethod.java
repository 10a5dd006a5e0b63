package io.moonconnect.moonpay.wire;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A payment method in a request.
 *
 * @param type for example {@code apple_pay}; an open set
 * @param id id of a stored method; null for a type that needs none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentMethod(String type, String id) {

    // Explicit for speed: a native image runs a record's own equality through slow method handles.
    @Override
    public boolean equals(Object other) {
        return other instanceof PaymentMethod that && Objects.equals(type, that.type) && Objects.equals(id, that.id);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(type) + Objects.hashCode(id);
    }
}
