package io.moonconnect.moonpay.wire;

import jakarta.inject.Singleton;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.UnwrapByDefault;
import jakarta.validation.valueextraction.ValueExtractor;

/** Applies text constraints to {@link Personal} values. A singleton, since a client proxy would lack the annotation. */
@Singleton
@UnwrapByDefault
class PersonalExtractor implements ValueExtractor<@ExtractedValue(type = String.class) Personal> {

    @Override
    public void extractValues(Personal value, ValueReceiver receiver) {
        receiver.value(null, Personal.text(value));
    }
}
