package io.moonconnect.simulator;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.moonconnect.browser.AppKey;
import io.moonconnect.browser.Browser;
import io.moonconnect.browser.FrameApp;
import io.moonconnect.browser.InChromium;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatorExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The frames that connect a customer, embedded by an app of another site in Chromium. */
@ExtendWith(InChromium.class)
@Lengthy
class ConnectionFramesTest {

    @RegisterExtension
    static final SimulatorExtension MOONPAY = new SimulatorExtension();

    private static final String CONTACT = """
            , "email": "ada@example.org", "phoneNumber": "+14155550142\"""";

    private final Client client = new Client(MOONPAY);
    private final AppKey key = new AppKey();
    private final Browser browser;
    private FrameApp app;

    ConnectionFramesTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void openTheApp() {
        app = new FrameApp(browser, MOONPAY.base());
    }

    @AfterEach
    void closeTheApp() {
        app.close();
    }

    @Test
    void a_check_hands_out_credentials_that_only_the_app_can_read() {
        JsonNode result = check("cust-ny");

        assertThat(result.path("status").textValue()).isEqualTo("active");
        assertThat(result.path("customer").path("id").textValue()).isNotEmpty();
        JsonNode credentials = key.decrypt(result.path("credentials").textValue());
        assertThat(credentials.path("clientToken").textValue()).isNotEmpty();
        assertThat(credentials.path("expiresAt").textValue()).isNotEmpty();
        client.bearer(credentials.path("accessToken").textValue())
                .get("/payment-methods")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cust-ny | {\"country\":\"USA\",\"administrativeArea\":\"NY\"}",
                "cust-eea | {\"country\":\"DEU\",\"area\":\"EEA\"}"
            })
    void capabilities_are_those_of_the_customers_geography(String customer, String geography) {
        JsonNode requirements =
                check(customer).path("capabilities").path("ramps").path("requirements");

        assertThat(requirements.path("paymentDisclosures")).hasToString(geography);
    }

    @ParameterizedTest
    @CsvSource({
        "cust-pending, pending",
        "cust-failed, failed",
        "cust-rejected, failed",
        "cust-review, pending",
        "cust-unavailable, unavailable"
    })
    void a_connection_that_cannot_be_used_has_no_credentials(String customer, String status) {
        JsonNode result = check(customer);

        assertThat(result.path("status").textValue()).isEqualTo(status);
        assertThat(result.has("credentials")).isFalse();
    }

    @Test
    void kyc_decides_nothing_where_it_is_skipped() {
        app.embed("check-connection", checkParameters(session("cust-pending", ""), Map.of("skipKyc", "true")));

        assertThat(app.await("complete").path("status").textValue()).isEqualTo("active");
    }

    @Test
    void a_session_token_opens_one_check_frame() {
        Map<String, String> parameters = checkParameters(session("cust-7f31", ""), Map.of());
        app.embed("check-connection", parameters);
        app.await("complete");
        app.remove();

        app.embed("check-connection", parameters);

        assertValidationError("invalidSessionToken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0000000000000000000000000000000000000000000000000000000000000000"})
    void an_invalid_public_key_is_reported_and_the_session_token_stays_valid(String publicKey) {
        String sessionToken = session("cust-7f31", "");
        app.embed("check-connection", Map.of("sessionToken", sessionToken, "publicKey", publicKey));
        assertValidationError("invalidPublicKey");
        app.remove();

        app.embed("check-connection", checkParameters(sessionToken, Map.of()));

        assertThat(app.await("complete").path("status").textValue()).isEqualTo("active");
    }

    @Test
    void a_browser_at_another_address_than_the_sessions_is_rejected_if_that_is_enabled() {
        MOONPAY.control().frames("{\"checkAddress\":true}");

        app.embed("check-connection", checkParameters(session("cust-7f31", ""), Map.of()));

        assertThat(app.await("error").path("code").textValue()).isEqualTo("ipAddressMismatch");
    }

    @Test
    void a_new_customer_connects_with_email_and_code_and_is_known_from_then_on() {
        connect("cust-new-1", "");
        browser.inFrame(FrameApp.FRAME, () -> {
            browser.type("[name=email]", "ada@example.org");
            browser.click("#email-form .primary");
            enterCode("000000");
            browser.awaitText("[role=status]", "wrong");
            enterCode("123456");
        });

        JsonNode result = app.await("complete");
        assertThat(result.path("status").textValue()).isEqualTo("active");
        assertThat(result.path("capabilities").has("ramps")).isTrue();
        client.bearer(key.decrypt(result.path("credentials").textValue())
                        .path("accessToken")
                        .textValue())
                .get("/transactions")
                .then()
                .statusCode(200);
        app.remove();
        assertThat(check("cust-new-1").path("status").textValue()).isEqualTo("active");
    }

    @Test
    void a_customer_whose_contact_the_session_had_is_asked_for_the_code_only() {
        connect("cust-new-2", CONTACT);

        browser.inFrame(FrameApp.FRAME, () -> enterCode("123456"));

        assertThat(app.await("complete").path("status").textValue()).isEqualTo("active");
    }

    @ParameterizedTest
    @CsvSource({"111111, failed", "222222, pending", "333333, unavailable"})
    void identity_checks_fail_on_demand(String code, String status) {
        connect("cust-new-3", CONTACT);

        browser.inFrame(FrameApp.FRAME, () -> enterCode(code));

        JsonNode result = app.await("complete");
        assertThat(result.path("status").textValue()).isEqualTo(status);
        assertThat(result.has("reason")).isEqualTo(status.equals("failed"));
        assertThat(result.has("credentials")).isFalse();
    }

    @Test
    void a_customer_who_refuses_has_not_connected() {
        connect("cust-new-4", "");

        browser.inFrame(FrameApp.FRAME, () -> browser.click("#email-form .refuse"));

        JsonNode result = app.await("complete");
        assertThat(result.path("status").textValue()).isEqualTo("failed");
        assertThat(result.path("reason").textValue()).isNotEmpty();
        app.remove();
        assertThat(check("cust-new-4").path("status").textValue()).isEqualTo("connectionRequired");
    }

    @Test
    void signing_in_takes_the_code_only() {
        app.embed("auth", connectParameters(check("cust-new-5")));
        app.await("ready");

        browser.inFrame(FrameApp.FRAME, () -> enterCode("123456"));

        assertThat(app.await("complete").path("status").textValue()).isEqualTo("active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "auth"})
    void an_invalid_client_token_is_reported(String frame) {
        app.embed(frame, Map.of("clientToken", "none", "publicKey", key.publicHex()));

        assertValidationError("invalidClientToken");
    }

    @Test
    void after_a_reset_the_customers_of_this_browser_have_to_connect_again() {
        check("cust-eea-1");
        app.embed("reset", Map.of());
        app.await("complete");
        app.remove();

        assertThat(check("cust-eea-1").path("status").textValue()).isEqualTo("connectionRequired");
        assertThat(check("cust-eea-2").path("status").textValue()).isEqualTo("active");
    }

    private void connect(String customer, String contact) {
        app.embed("connect", connectParameters(check(customer, contact)));
        app.await("ready");
    }

    private void enterCode(String code) {
        browser.type("[name=code]", code);
        browser.click("#code-form .primary");
    }

    private JsonNode check(String customer) {
        return check(customer, "");
    }

    private JsonNode check(String customer, String contact) {
        app.embed("check-connection", checkParameters(session(customer, contact), Map.of()));
        JsonNode result = app.await("complete");
        app.remove();
        return result;
    }

    private Map<String, String> connectParameters(JsonNode checked) {
        assertThat(checked.path("status").textValue()).isEqualTo("connectionRequired");
        JsonNode anonymous = key.decrypt(checked.path("credentials").textValue());
        return Map.of("clientToken", anonymous.path("clientToken").textValue(), "publicKey", key.publicHex());
    }

    private Map<String, String> checkParameters(String sessionToken, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("sessionToken", sessionToken);
        parameters.put("publicKey", key.publicHex());
        return parameters;
    }

    private String session(String customer, String contact) {
        return client.account()
                .body("{\"externalCustomerId\": \"" + customer + "\", \"deviceIp\": \"81.2.69.160\"" + contact + "}")
                .post("/sessions")
                .path("sessionToken");
    }

    private void assertValidationError(String code) {
        JsonNode error = app.await("error");
        assertThat(error.path("code").textValue()).isEqualTo("validationError");
        assertThat(error.path("errors").path(0).path("code").textValue()).isEqualTo(code);
    }
}
