package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;

/**
 * One JSON value as received (UTF-8), written into an answer unchanged. A tree would change numbers, drop duplicate
 * keys and rewrite escapes. {@link #toString()} masks it: it may hold personal data.
 */
public final class RawJson implements JsonSerializable, SerializableString {

    private final byte[] source;
    private final int offset;
    private final int length;

    RawJson(byte[] source, int offset, int length) {
        this.source = source;
        this.offset = offset;
        this.length = length;
    }

    /** The whole array, which must be one JSON value and is not copied. */
    public static RawJson of(byte[] json) {
        return new RawJson(json, 0, json.length);
    }

    public int length() {
        return length;
    }

    public byte[] bytes() {
        return Arrays.copyOfRange(source, offset, offset + length);
    }

    /** The same value in an array of its own, so that the document it came in is not kept for it. */
    RawJson copy() {
        return of(bytes());
    }

    byte[] source() {
        return source;
    }

    int offset() {
        return offset;
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider serializers) throws IOException {
        generator.writeRawValue((SerializableString) this);
    }

    @Override
    public void serializeWithType(JsonGenerator generator, SerializerProvider serializers, TypeSerializer type)
            throws IOException {
        serialize(generator, serializers);
    }

    @Override
    public String getValue() {
        return new String(source, offset, length, StandardCharsets.UTF_8);
    }

    @Override
    public int charLength() {
        return getValue().length();
    }

    @Override
    public char[] asQuotedChars() {
        return getValue().toCharArray();
    }

    @Override
    public byte[] asUnquotedUTF8() {
        return bytes();
    }

    @Override
    public byte[] asQuotedUTF8() {
        return bytes();
    }

    @Override
    public int appendQuotedUTF8(byte[] buffer, int at) {
        return appendUnquotedUTF8(buffer, at);
    }

    @Override
    public int appendUnquotedUTF8(byte[] buffer, int at) {
        if (at + length > buffer.length) {
            return -1;
        }
        System.arraycopy(source, offset, buffer, at, length);
        return length;
    }

    @Override
    public int appendQuoted(char[] buffer, int at) {
        return appendUnquoted(buffer, at);
    }

    @Override
    public int appendUnquoted(char[] buffer, int at) {
        String text = getValue();
        if (at + text.length() > buffer.length) {
            return -1;
        }
        text.getChars(0, text.length(), buffer, at);
        return text.length();
    }

    @Override
    public int writeQuotedUTF8(OutputStream out) throws IOException {
        return writeUnquotedUTF8(out);
    }

    @Override
    public int writeUnquotedUTF8(OutputStream out) throws IOException {
        out.write(source, offset, length);
        return length;
    }

    @Override
    public int putQuotedUTF8(ByteBuffer buffer) {
        return putUnquotedUTF8(buffer);
    }

    @Override
    public int putUnquotedUTF8(ByteBuffer buffer) {
        if (buffer.remaining() < length) {
            return -1;
        }
        buffer.put(source, offset, length);
        return length;
    }

    @Override
    public String toString() {
        return "RawJson[" + length + " bytes]";
    }
}
