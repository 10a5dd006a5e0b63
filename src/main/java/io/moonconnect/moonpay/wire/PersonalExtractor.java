package io.moonconnect.moonpay.wire;

import jakarta.inject.Singleton;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.UnwrapByDefault;
import jakarta.validation.valueextraction.ValueExtractor;

/** Lets constraints on text be put on {@link Personal} values. It is a singleton since a proxy would lack the annotation. */
@Singleton
@UnwrapByDefault
class PersonalExtractor implements ValueExtractor<@ExtractedValue(type = String.class) Personal> {

    @Override
    public void extractValues(Personal value, ValueReceiver receiver) {
        receiver.value(null, Personal.text(value));
    }
}
