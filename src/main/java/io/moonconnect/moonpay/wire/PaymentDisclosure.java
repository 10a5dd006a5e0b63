package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonParser;

/**
 * A text that MoonPay requires to be shown, by name. The set of ids is open.
 *
 * @param id for example {@code us-transaction-finality}
 * @param version increases with every change of wording
 */
public record PaymentDisclosure(String id, String version) {

    /** A disclosure that could not be parsed; no catalogue has it. */
    public static final PaymentDisclosure NOT_UNDERSTOOD = new PaymentDisclosure("", "");

    /** Parses {@code paymentDisclosures}. An entry that cannot be parsed still requires a text. */
    public static List<PaymentDisclosure> readAll(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            parser.skipChildren();
            return List.of(NOT_UNDERSTOOD);
        }
        List<PaymentDisclosure> all = new ArrayList<>();
        WireJson.eachItem(parser, item -> all.add(read(item)));
        return List.copyOf(all);
    }

    private static PaymentDisclosure read(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            parser.skipChildren();
            return NOT_UNDERSTOOD;
        }
        String[] fields = new String[2];
        WireJson.eachField(parser, (name, value) -> {
            switch (name) {
                case "id" -> fields[0] = WireJson.textOrNull(value);
                case "version" -> fields[1] = WireJson.textOrNull(value);
                default -> WireJson.skip(value);
            }
        });
        return fields[0] == null
                ? NOT_UNDERSTOOD
                : new PaymentDisclosure(fields[0], fields[1] == null ? "" : fields[1]);
    }

    // Explicit for speed: a native image runs a record's own equality through slow method handles.
    @Override
    public boolean equals(Object other) {
        return other instanceof PaymentDisclosure that
                && Objects.equals(id, that.id)
                && Objects.equals(version, that.version);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(id) + Objects.hashCode(version);
    }
}
