package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * MoonPay's own error, {@code {code, type, message}}. Its absence tells: a router's 404 for a capability that is not
 * enabled does not have this shape.
 *
 * @param message MoonPay's words without control characters; empty where there are none
 */
public record ErrorEnvelope(String message) {

    private static final int MAX_MESSAGE = 300;

    /** Control characters, invisible ones that turn the direction of text, line ends of Unicode's, halves of characters. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");

    /** Empty where the body is anything else. */
    public static Optional<ErrorEnvelope> read(byte[] body) {
        Fields fields = new Fields();
        try {
            WireJson.document(RawJson.of(body), root -> WireJson.eachField(root, fields::read));
        } catch (IOException anythingElse) {
            return Optional.empty();
        }
        return fields.isError() ? Optional.of(new ErrorEnvelope(clean(fields.words()))) : Optional.empty();
    }

    /** As much of the words as is passed on. */
    public static String bounded(String words) {
        return words.length() <= MAX_MESSAGE
                ? words
                : words.substring(0, words.offsetByCodePoints(0, words.codePointCount(0, MAX_MESSAGE) - 1)) + "…";
    }

    /** The words can repeat what MoonPay was told. */
    @Override
    public String toString() {
        return "ErrorEnvelope[masked]";
    }

    private static String clean(String words) {
        return UNPRINTABLE.matcher(words).replaceAll(" ").strip();
    }

    /** The fields while they are read. */
    private static final class Fields {

        private boolean code;
        private boolean type;
        private String message = "";
        private final StringJoiner errors = new StringJoiner("; ");

        void read(String name, JsonParser value) throws IOException {
            switch (name) {
                case "code" -> {
                    code = value.currentToken() == JsonToken.VALUE_NUMBER_INT;
                    WireJson.skip(value);
                }
                case "type" -> type = WireJson.textOrNull(value) != null;
                case "message" -> {
                    String text = WireJson.textOrNull(value);
                    message = text == null ? "" : text;
                }
                case "errors" -> readErrors(value);
                default -> WireJson.skip(value);
            }
        }

        boolean isError() {
            return code && type;
        }

        /** Some answers leave the message empty and say what is wrong in {@code errors[].message}. */
        String words() {
            return message.isBlank() ? errors.toString() : message;
        }

        private void readErrors(JsonParser value) throws IOException {
            if (!value.isExpectedStartArrayToken()) {
                WireJson.skip(value);
                return;
            }
            WireJson.eachItem(value, item -> {
                if (!item.isExpectedStartObjectToken()) {
                    WireJson.skip(item);
                    return;
                }
                WireJson.eachField(item, (name, inner) -> {
                    String text = WireJson.textOrNull(inner);
                    if (name.equals("message") && text != null) {
                        errors.add(text);
                    }
                });
            });
        }
    }
}
