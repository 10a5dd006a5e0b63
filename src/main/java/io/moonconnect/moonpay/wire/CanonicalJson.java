package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * A JSON text that is equal for two serialisations of the same content: members sorted by name, no white space, equal
 * escapes. Number tokens are kept, because 1.1 and 1.10 may be different to a reader. Members with the same name keep
 * their order.
 */
public final class CanonicalJson {

    private CanonicalJson() {}

    private record Member(String name, String text) {}

    public static String of(byte[] json) throws IOException {
        StringBuilder text = new StringBuilder(json.length);
        WireJson.document(RawJson.of(json), parser -> value(parser, text));
        return text.toString();
    }

    /** The object's own members other than this one. */
    static String without(String member, RawJson object) throws IOException {
        StringBuilder text = new StringBuilder(object.length());
        WireJson.document(object, parser -> object(parser, text, member));
        return text.toString();
    }

    private static void value(JsonParser json, StringBuilder text) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> object(json, text, null);
            case START_ARRAY -> array(json, text);
            case VALUE_STRING -> text.append(quoted(json.getText()));
            default -> text.append(json.getText());
        }
    }

    private static void object(JsonParser json, StringBuilder text, String excluded) throws IOException {
        List<Member> members = new ArrayList<>();
        WireJson.eachField(json, (name, value) -> {
            if (name.equals(excluded)) {
                WireJson.skip(value);
                return;
            }
            StringBuilder member = new StringBuilder(quoted(name)).append(':');
            value(value, member);
            members.add(new Member(name, member.toString()));
        });
        text.append(members.stream()
                .sorted(Comparator.comparing(Member::name))
                .map(Member::text)
                .collect(Collectors.joining(",", "{", "}")));
    }

    private static void array(JsonParser json, StringBuilder text) throws IOException {
        text.append('[');
        while (json.nextToken() != JsonToken.END_ARRAY) {
            value(json, text);
            text.append(',');
        }
        text.append(']');
    }

    private static String quoted(String string) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(string)) + '"';
    }
}
