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
 * A customer's personal text, sent from the caller to MoonPay. {@link #toString()} masks it. Jackson writes it into
 * requests to MoonPay ({@link #requestsTo}) and refuses it elsewhere, so that no answer or event contains it by
 * accident.
 */
public abstract sealed class Personal implements JsonSerializable
        permits DeviceIp, EmailAddress, PhoneNumber, WalletAddress, WalletTag {

    private static final String TO_MOONPAY = Personal.class.getName();

    private final String text;

    Personal(String text) {
        this.text = text;
    }

    /** Writer for requests to MoonPay, the only JSON with personal values. */
    public static ObjectWriter requestsTo(ObjectMapper mapper) {
        return mapper.writer().withAttribute(TO_MOONPAY, true);
    }

    /** The text as received; null for null. */
    public static String text(Personal value) {
        return value == null ? null : value.text;
    }

    @Override
    public final void serialize(JsonGenerator generator, SerializerProvider serializers) throws IOException {
        if (serializers.getAttribute(TO_MOONPAY) == null) {
            throw InvalidDefinitionException.from(
                    generator, this + " may be sent to MoonPay only", serializers.constructType(getClass()));
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
