package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * MoonPay's error, {@code {code, type, message}}, or what stands in its place.
 *
 * @param code repeats the status; 0 in JSON of another shape
 * @param message MoonPay's message without control characters; may be empty
 */
public record ErrorEnvelope(int code, String message) {

    private static final int MAX_MESSAGE = 300;

    private static final int MAX_CODE_LENGTH = 9;

    /** Control and format characters (which can reverse text), line and paragraph separators, unpaired surrogates. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");

    /** Empty for a body that is not JSON. */
    public static Optional<ErrorEnvelope> read(byte[] body) {
        Fields fields = new Fields();
        try {
            WireJson.document(RawJson.of(body), fields::readAll);
        } catch (IOException anythingElse) {
            return Optional.empty();
        }
        return Optional.of(
                fields.isError() ? new ErrorEnvelope(fields.code, clean(fields.message())) : new ErrorEnvelope(0, ""));
    }

    /** Whether it is MoonPay's error for this status. */
    public boolean isOf(int status) {
        return code == status;
    }

    /** Whether it is JSON of another shape. */
    public boolean isNone() {
        return code == 0;
    }

    /** Truncates a message to the maximum length that is relayed. */
    public static String bounded(String message) {
        return message.length() <= MAX_MESSAGE
                ? message
                : message.substring(0, message.offsetByCodePoints(0, message.codePointCount(0, MAX_MESSAGE) - 1)) + "…";
    }

    /** Masked: the message can echo the request. */
    @Override
    public String toString() {
        return "ErrorEnvelope[masked]";
    }

    /** A text as a message has it: without control characters, and without white space at its ends. */
    static String clean(String message) {
        return UNPRINTABLE.matcher(message).replaceAll(" ").strip();
    }

    private static final class Fields {

        private int code;
        private boolean type;
        private String text = "";
        private final StringJoiner errors = new StringJoiner("; ");

        void readAll(JsonParser root) throws IOException {
            if (root.isExpectedStartObjectToken()) {
                WireJson.eachField(root, this::read);
            } else {
                WireJson.skip(root);
            }
        }

        private void read(String name, JsonParser value) throws IOException {
            switch (name) {
                case "code" -> {
                    boolean isCode = value.currentToken() == JsonToken.VALUE_NUMBER_INT
                            && value.getTextLength() <= MAX_CODE_LENGTH;
                    code = isCode ? value.getIntValue() : 0;
                    WireJson.skip(value);
                }
                case "type" -> type = WireJson.textOrNull(value) != null;
                case "message" -> {
                    String found = WireJson.textOrNull(value);
                    text = found == null ? "" : found;
                }
                case "errors" -> readErrors(value);
                default -> WireJson.skip(value);
            }
        }

        boolean isError() {
            return code != 0 && type;
        }

        /** Some errors have an empty message, and details in {@code errors[].message}. */
        String message() {
            return text.isBlank() ? errors.toString() : text;
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
