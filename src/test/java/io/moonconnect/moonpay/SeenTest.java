package io.moonconnect.moonpay;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which operations are repeated, after which observation: the whole table. */
class SeenTest {

    private static final Set<Operation> READS = EnumSet.of(
            Operation.LIST_PAYMENT_METHODS,
            Operation.GET_BUY_QUOTE,
            Operation.LIST_TRANSACTIONS,
            Operation.GET_TRANSACTION,
            Operation.GET_CUSTOMERS_BY_EXTERNAL_ID,
            Operation.LIST_ASSETS);

    private static final Set<Operation> MAY_HAPPEN_TWICE =
            EnumSet.of(Operation.CREATE_SESSION, Operation.REVOKE_CUSTOMER_SESSIONS, Operation.DELETE_PAYMENT_METHOD);

    private static final Set<Operation> MUST_NOT_HAPPEN_TWICE = EnumSet.of(
            Operation.SUBMIT_CUSTOMER_KYC,
            Operation.CREATE_CUSTOMER_FILE_UPLOAD_URL,
            Operation.SUBMIT_CUSTOMER_FILES,
            Operation.EXPORT_CUSTOMER);

    @Test
    void what_follows_for_each_operation_after_each_observation() {
        assertThat(Arrays.stream(Seen.values()).map(SeenTest::row).collect(Collectors.joining("\n")))
                .isEqualTo("""
                        NOT_SENT: [FAIL] [FAIL] [FAIL]
                        NO_CONNECTION: [RETRY] [FAIL] [FAIL]
                        NOT_PROCESSED: [RESEND] [RESEND] [RESEND]
                        NOT_PROCESSED_AGAIN: [RETRY] [FAIL] [FAIL]
                        STALE: [RESEND] [RESEND] [UNKNOWN]
                        LOST: [RETRY] [FAIL] [UNKNOWN]
                        BROKEN: [FAIL] [FAIL] [UNKNOWN]
                        SILENCE: [FAIL] [FAIL] [UNKNOWN]
                        RATE_LIMITED: [RETRY] [FAIL] [FAIL]
                        REFUSED: [FAIL] [FAIL] [FAIL]
                        OUT_OF_SERVICE: [RETRY] [FAIL] [UNKNOWN]
                        UNUSABLE: [FAIL] [FAIL] [UNKNOWN]""");
    }

    @Test
    void every_operation_is_in_one_column() {
        assertThat(Stream.of(READS, MAY_HAPPEN_TWICE, MUST_NOT_HAPPEN_TWICE).flatMap(Set::stream))
                .containsExactlyInAnyOrder(Operation.values());
    }

    private static String row(Seen seen) {
        return seen + ": " + cell(seen, READS) + " " + cell(seen, MAY_HAPPEN_TWICE) + " "
                + cell(seen, MUST_NOT_HAPPEN_TWICE);
    }

    private static Set<Seen.Next> cell(Seen seen, Set<Operation> operations) {
        return operations.stream().map(seen::next).collect(Collectors.toSet());
    }
}
