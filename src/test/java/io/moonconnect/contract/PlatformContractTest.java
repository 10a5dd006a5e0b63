package io.moonconnect.contract;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlatformContractTest {

    private static final Map<String, String> KEY = Map.of("x-api-key", "sk_test_1", "content-type", "application/json");
    private static final Map<String, String> TOKEN =
            Map.of("authorization", "Bearer t", "content-type", "application/json");
    private static final Map<String, String> ANSWERED =
            Map.of("X-Request-Id", "req-1", "Content-Type", "application/json");

    private final PlatformContract contract = new PlatformContract();

    @Test
    void anAnswerOfTheFileIsAccepted() {
        assertThatCode(() -> contract.assertAnswer("createSession", 200, ANSWERED, "{\"sessionToken\": \"s\"}"))
                .doesNotThrowAnyException();
    }

    @Test
    void anAnswerWithoutARequiredMemberIsNot() {
        refuses(() -> contract.assertAnswer("createSession", 200, ANSWERED, "{\"data\": {\"sessionToken\": \"s\"}}"));
    }

    @Test
    void anAnswerWithoutARequiredHeaderIsNot() {
        Map<String, String> headers = Map.of("Content-Type", "application/json");
        refuses(() -> contract.assertAnswer("createSession", 200, headers, "{\"sessionToken\": \"s\"}"));
    }

    @Test
    void aStatusThatTheFileDoesNotListIsNot() {
        refuses(() -> contract.assertAnswer("createSession", 418, ANSWERED, "{}"));
    }

    @Test
    void aBodyWhereThereIsNoneIsNot() {
        refuses(() -> contract.assertAnswer("revokeCustomerSessions", 204, ANSWERED, "{}"));
    }

    @Test
    void aRequestOfTheFileIsAccepted() {
        assertThatCode(() ->
                        contract.assertRequest("createSession", "{\"deviceIp\": \"198.51.100.24\"}", Map.of(), KEY))
                .doesNotThrowAnyException();
    }

    @Test
    void aRequestWithAWrongAddressIsNot() {
        refuses(() -> contract.assertRequest("createSession", "{\"deviceIp\": \"localhost\"}", Map.of(), KEY));
    }

    @Test
    void aRequestWithTheOtherCredentialIsNot() {
        refuses(() -> contract.assertRequest("createSession", "{\"deviceIp\": \"198.51.100.24\"}", Map.of(), TOKEN));
    }

    @Test
    void aRequestWithAnUnknownQueryParameterIsNot() {
        refuses(() -> contract.assertRequest("listTransactions", null, Map.of("status", "failed"), TOKEN));
    }

    @Test
    void aRequestWithAQueryParameterOfTheWrongTypeIsNot() {
        refuses(() -> contract.assertRequest("listTransactions", null, Map.of("limit", "0"), TOKEN));
    }

    @Test
    void aRequestWithoutARequiredQueryParameterIsNot() {
        refuses(() -> contract.assertRequest("revokeCustomerSessions", null, Map.of(), KEY));
    }

    private static void refuses(Runnable assertion) {
        assertThatThrownBy(assertion::run).isInstanceOf(AssertionError.class);
    }
}
