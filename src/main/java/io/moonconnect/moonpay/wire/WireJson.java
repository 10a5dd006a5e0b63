package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;

/**
 * Streaming reader of MoonPay's JSON: the few fields that rules need, and the byte range of relayed values. The last
 * one of duplicate keys counts, as in a browser.
 */
public final class WireJson {

    /** Allows 30 digits on either side of the point. */
    private static final int MAX_AMOUNT_LENGTH = 61;

    private static final Pattern DECIMAL = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    private WireJson() {}

    /** Reads one value, from its first token to its last. */
    @FunctionalInterface
    public interface ValueReader {
        void read(JsonParser parser) throws IOException;
    }

    /** Reads the value of a field, from its first token. */
    @FunctionalInterface
    public interface FieldReader {
        void read(String name, JsonParser parser) throws IOException;
    }

    /** Parses a document to its end, so that truncation and trailing content are detected. */
    public static void document(RawJson json, ValueReader reader) throws IOException {
        try (JsonParser parser = WireParsers.FACTORY.createParser(json.source(), json.offset(), json.length())) {
            if (!(parser instanceof UTF8StreamJsonParser)) {
                throw new MalformedJsonException("not UTF-8, so bytes could not be sliced");
            }
            if (parser.nextToken() == null) {
                throw new MalformedJsonException("empty document");
            }
            reader.read(parser);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("more than one value");
            }
        }
    }

    /** Passes every field of an object to the reader; anything else is malformed. */
    public static void eachField(JsonParser parser, FieldReader reader) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            throw new MalformedJsonException("not an object");
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            reader.read(name, parser);
        }
    }

    /** Passes every item of an array to the reader; anything else is malformed. */
    public static void eachItem(JsonParser parser, ValueReader reader) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            throw new MalformedJsonException("not an array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            reader.read(parser);
        }
    }

    /** Reads the current value, and returns its bytes in {@code document}. */
    public static RawJson slice(RawJson document, JsonParser parser, ValueReader reader) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        reader.read(parser);
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        return new RawJson(document.source(), document.offset() + start, end - start);
    }

    public static void skip(JsonParser parser) throws IOException {
        parser.skipChildren();
    }

    /** A string, or a number as written; null for anything else, which is skipped. */
    public static String textOrNull(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING
                || parser.currentToken().isNumeric()) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    /** True only for the literal {@code true}; anything else is skipped. */
    public static boolean isTrue(JsonParser parser) throws IOException {
        boolean value = parser.currentToken() == JsonToken.VALUE_TRUE;
        parser.skipChildren();
        return value;
    }

    /** A decimal such as {@code 1.10}; null for anything else. */
    public static BigDecimal decimalOrNull(String text) {
        return text != null
                        && text.length() <= MAX_AMOUNT_LENGTH
                        && DECIMAL.matcher(text).matches()
                ? new BigDecimal(text)
                : null;
    }
}
