package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * A JSON object about a customer, sent from the caller to MoonPay byte for byte: KYC data or a description of files. It
 * is personal, so {@link #toString()} masks it.
 */
public final class CustomerData {

    private static final String MASKED = "[masked]";

    /** With more values, or in a longer message, everything is masked instead of searched. */
    private static final int MAX_VALUES = 200;

    private static final int MAX_MESSAGE = 4096;

    /** Shorter values are masked only as whole words: they may be a part of any word. */
    private static final int SHORT = 4;

    private static final String NO_WORD = "[^\\p{L}\\p{N}]";

    private final RawJson json;

    private CustomerData(RawJson json) {
        this.json = json;
    }

    /** @throws IOException if it is not one JSON object in UTF-8 */
    public static CustomerData read(byte[] body) throws IOException {
        RawJson json = RawJson.of(body);
        WireJson.document(json, root -> WireJson.eachField(root, (name, value) -> eachText(value, text -> {})));
        return new CustomerData(json);
    }

    public RawJson json() {
        return json;
    }

    /** Masks the submitted values in a message of MoonPay, which may echo them. */
    public String withheldFrom(String message) {
        Set<String> values = values();
        if (values.size() > MAX_VALUES || message.length() > MAX_MESSAGE) {
            return MASKED;
        }
        String masked = message;
        List<String> longestFirst = values.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String value : longestFirst) {
            masked = form(value).matcher(masked).replaceAll(Matcher.quoteReplacement(MASKED));
        }
        return masked;
    }

    @Override
    public String toString() {
        return "CustomerData[masked]";
    }

    private static Pattern form(String value) {
        String quoted = Pattern.quote(value);
        String form = value.length() < SHORT ? "(?<=^|" + NO_WORD + ")" + quoted + "(?=$|" + NO_WORD + ")" : quoted;
        return Pattern.compile(form, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private Set<String> values() {
        Set<String> values = new HashSet<>();
        try {
            WireJson.document(
                    json,
                    root -> eachText(root, text -> {
                        // As a message has it, in which a line break is a space.
                        String value = ErrorEnvelope.clean(text);
                        if (!value.isEmpty() && values.size() <= MAX_VALUES) {
                            values.add(value);
                        }
                    }));
        } catch (IOException impossible) {
            throw new IllegalStateException("was parsed before", impossible);
        }
        return values;
    }

    @FunctionalInterface
    private interface TextReader {
        void read(String text) throws IOException;
    }

    /** Passes every string and number in the current value to the reader. */
    private static void eachText(JsonParser parser, TextReader reader) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
                reader.read(parser.getText());
            }
        } while (depth > 0 && parser.nextToken() != null);
    }
}
