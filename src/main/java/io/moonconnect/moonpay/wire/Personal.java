package io.moonconnect.moonpay.wire;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;

/**
 * A text about a person, as a caller sent it and MoonPay is told it. {@link #toString()} masks it. Jackson writes it into
 * requests to MoonPay ({@link #requestsTo}) and refuses it everywhere else, so that no answer or event has it by accident.
 */
public abstract sealed class Personal implements JsonSerializable
        permits DeviceIp, EmailAddress, PhoneNumber, WalletAddress, WalletTag {

    private static final String TO_MOONPAY = Personal.class.getName();

    private final String text;

    Personal(String text) {
        this.text = text;
    }

    /** Writes requests to MoonPay, the one kind of JSON that personal values stand in. */
    public static ObjectWriter requestsTo(ObjectMapper mapper) {
        return mapper.writer().withAttribute(TO_MOONPAY, true);
    }

    /** The text as it was sent; null where there is none. */
    public static String text(Personal value) {
        return value == null ? null : value.text;
    }

    @Override
    public final void serialize(JsonGenerator generator, SerializerProvider serializers) throws IOException {
        if (serializers.getAttribute(TO_MOONPAY) == null) {
            throw InvalidDefinitionException.from(
                    generator, this + " is only ever told to MoonPay", serializers.constructType(getClass()));
        }
        generator.writeString(text);
    }

    @Override
    public final void serializeWithType(JsonGenerator generator, SerializerProvider serializers, TypeSerializer type)
            throws IOException {
        serialize(generator, serializers);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[masked]";
    }
}
