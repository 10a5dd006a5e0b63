package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;

/**
 * A transaction of MoonPay: its raw bytes and its progress.
 *
 * @param raw the transaction as received; what callers get
 * @param status {@code pending}, {@code completed}, {@code failed}, or a newer one; null if absent
 * @param stages in MoonPay's order; empty if absent
 */
public record Transaction(RawJson raw, String status, List<Stage> stages) {

    /** Only the top-level status is decisive: a failed transaction may have completed stages. */
    private static final Set<String> FINAL = Set.of("completed", "failed");

    /** A stage without display fields; missing parts are null. */
    public record Stage(String kind, String status, String failureReason) {}

    /** Parses an object that MoonPay sent. Malformed fields count as missing. */
    public static Transaction of(RawJson object) {
        Fields fields = new Fields();
        try {
            WireJson.document(object, parser -> WireJson.eachField(parser, fields::read));
        } catch (IOException readBefore) {
            throw new UncheckedIOException("a transaction that is not an object", readBefore);
        }
        return new Transaction(object, fields.status, List.copyOf(fields.stages));
    }

    public boolean isOver() {
        return status != null && FINAL.contains(status);
    }

    public boolean isAsFarAs(Transaction other) {
        return Objects.equals(status, other.status) && stages.equals(other.stages);
    }

    private static final class Fields {

        private String status;
        private List<Stage> stages = List.of();

        void read(String name, JsonParser value) throws IOException {
            switch (name) {
                case "status" -> status = WireJson.textOrNull(value);
                case "stages" -> stages = stages(value);
                default -> WireJson.skip(value);
            }
        }

        private static List<Stage> stages(JsonParser value) throws IOException {
            List<Stage> stages = new ArrayList<>();
            if (value.isExpectedStartArrayToken()) {
                WireJson.eachItem(value, item -> stages.add(stage(item)));
            } else {
                WireJson.skip(value);
            }
            return stages;
        }

        private static Stage stage(JsonParser item) throws IOException {
            String[] parts = new String[3];
            if (!item.isExpectedStartObjectToken()) {
                return new Stage(null, WireJson.textOrNull(item), null);
            }
            WireJson.eachField(item, (name, value) -> {
                switch (name) {
                    case "kind" -> parts[0] = WireJson.textOrNull(value);
                    case "status" -> parts[1] = WireJson.textOrNull(value);
                    case "failureReason" -> parts[2] = WireJson.textOrNull(value);
                    default -> WireJson.skip(value);
                }
            });
            return new Stage(parts[0], parts[1], parts[2]);
        }
    }
}
