package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;

/**
 * A transaction of MoonPay: its raw bytes and its progress.
 *
 * @param raw the transaction as received; what callers get
 * @param status {@code pending}, {@code completed}, {@code failed}, or a newer one; null if absent
 * @param stages in MoonPay's order; empty if absent
 * @param deposit where to send a bank transfer; null if absent, as it is at first
 * @param hash what is known of the hash
 */
public record Transaction(RawJson raw, String status, List<Stage> stages, RawJson deposit, Hash hash) {

    /** What a transaction says about its hash on the blockchain. */
    public enum Hash {
        /** There is no such member. MoonPay does not document one, so it may never come. */
        NOT_MENTIONED,
        /** The member is null or empty. */
        MISSING,
        PRESENT
    }

    private static final String COMPLETED = "completed";
    private static final String UPDATED_AT = "updatedAt";

    /** The widget's name of the hash; of the Platform's none is known, so other members named as hashes count, too. */
    private static final String WIDGET_HASH = "cryptoTransactionId";

    private static final String HASH = "hash";

    /** Only the top-level status is decisive: a failed transaction may have completed stages. */
    private static final Set<String> FINAL = Set.of(COMPLETED, "failed");

    /** A stage without display fields; missing parts are null. */
    public record Stage(String kind, String status, String failureReason) {

        private static final Set<String> ENDED = Set.of("success", "failed");

        boolean isOpen() {
            return status != null && !ENDED.contains(status);
        }
    }

    /** Parses an object that MoonPay sent. Malformed fields count as missing. */
    public static Transaction of(RawJson object) {
        Fields fields = new Fields(object);
        try {
            WireJson.document(object, parser -> WireJson.eachField(parser, fields::read));
        } catch (IOException readBefore) {
            throw new UncheckedIOException("a transaction that is not an object", readBefore);
        }
        return new Transaction(object, fields.status, List.copyOf(fields.stages), fields.deposit, fields.hash);
    }

    public boolean isOver() {
        return status != null && FINAL.contains(status);
    }

    public boolean isCompleted() {
        return COMPLETED.equals(status);
    }

    /** Whether no stage is open, and no hash is missing. */
    public boolean isDeliveryComplete() {
        return hash != Hash.MISSING && stages.stream().noneMatch(Stage::isOpen);
    }

    public boolean isAsFarAs(Transaction other) {
        return Objects.equals(status, other.status) && stages.equals(other.stages) && hasDepositOf(other);
    }

    /** Whether nothing but {@code updatedAt} differs. */
    public boolean saysTheSameAs(Transaction other) {
        try {
            return CanonicalJson.without(UPDATED_AT, raw).equals(CanonicalJson.without(UPDATED_AT, other.raw));
        } catch (IOException readBefore) {
            throw new UncheckedIOException("a transaction that is not an object", readBefore);
        }
    }

    private boolean hasDepositOf(Transaction other) {
        return deposit == null || other.deposit == null
                ? deposit == other.deposit
                : Arrays.equals(deposit.bytes(), other.deposit.bytes());
    }

    private static final class Fields {

        private final RawJson object;
        private String status;
        private List<Stage> stages = List.of();
        private RawJson deposit;
        private Hash hash = Hash.NOT_MENTIONED;

        Fields(RawJson object) {
            this.object = object;
        }

        void read(String name, JsonParser value) throws IOException {
            switch (name) {
                case "status" -> status = WireJson.textOrNull(value);
                case "stages" -> stages = stages(value);
                case "bankTransferDepositInfo" -> deposit = objectOrNull(value);
                default -> readOther(name, value);
            }
        }

        private void readOther(String name, JsonParser value) throws IOException {
            if (name.equals(WIDGET_HASH) || name.toLowerCase(Locale.ROOT).endsWith(HASH)) {
                String text = WireJson.textOrNull(value);
                boolean missing = hash == Hash.MISSING || text == null || text.isEmpty();
                hash = missing ? Hash.MISSING : Hash.PRESENT;
            } else {
                WireJson.skip(value);
            }
        }

        private RawJson objectOrNull(JsonParser value) throws IOException {
            if (value.isExpectedStartObjectToken()) {
                return WireJson.slice(object, value, WireJson::skip);
            }
            WireJson.skip(value);
            return null;
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
