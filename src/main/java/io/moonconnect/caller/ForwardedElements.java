package io.moonconnect.caller;

import java.util.ArrayList;
import java.util.List;

/** Parses {@code Forwarded} (RFC 7239) in one pass. */
final class ForwardedElements {

    private static final String FOR = "for";

    private final List<String> nodes = new ArrayList<>();
    private final StringBuilder pair = new StringBuilder();
    private String node;

    private ForwardedElements() {}

    /**
     * {@code for=} of each element; an empty string if an element has none or several. Returns no elements if a quoted
     * string is unterminated, since it would hide the entries that the proxies appended.
     */
    static List<String> of(String value) {
        ForwardedElements elements = new ForwardedElements();
        return !value.isEmpty() && elements.read(value) ? List.copyOf(elements.nodes) : List.of();
    }

    private boolean read(String value) {
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '"') {
                quoted = !quoted;
            } else if (quoted && character == '\\' && i + 1 < value.length()) {
                pair.append(value.charAt(++i));
            } else if (!quoted && character == ',') {
                endElement();
            } else if (!quoted && character == ';') {
                endPair();
            } else {
                pair.append(character);
            }
        }
        endElement();
        return !quoted;
    }

    private void endElement() {
        endPair();
        nodes.add(node == null ? "" : node);
        node = null;
    }

    private void endPair() {
        int equals = pair.indexOf("=");
        if (equals >= 0 && pair.substring(0, equals).strip().equalsIgnoreCase(FOR)) {
            node = node == null ? pair.substring(equals + 1) : "";
        }
        pair.setLength(0);
    }
}
