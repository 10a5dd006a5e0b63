package io.moonconnect.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import io.moonconnect.simulator.people.ConnectedCustomer;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;

/** What MoonPay still has to know about a customer, given on the reference frontend by form and by file. */
@QuarkusTest
@Lengthy
@TestProfile(FrontendInABrowser.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith({SimulatedMoonPay.class, InChromium.class, InTheShop.class})
class KycInABrowserTest {

    private static final Map<String, String> MISSING = Map.of(
            "residentialAddress.country", "USA",
            "residentialAddress.street", "1 Sample Street",
            "residentialAddress.locality", "Denver",
            "residentialAddress.postalCode", "80202",
            "taxIdentifiers.value", "000-00-0000");
    private static final String SEND = "form .primary";
    private static final String NOTICE = "[data-action=details]";

    /** The page gets no answer about its customer, although MoonPay gets what is sent. */
    private static final String LOSE_ANSWERS = """
            const real = window.fetch;
            window.asked = [];
            window.mend = () => { window.fetch = real; };
            window.fetch = async (url, init) => {
                if (!url.includes('/v1/customers/me')) return real(url, init);
                await real(url, init);
                asked.push(init.method);
                throw new TypeError('Failed to fetch');
            };
            """;

    private static final String WANTS_A_TIN = """
            {"data":[{"id":"%s","externalCustomerId":"cust-kyc","kyc":{"status":"collecting",
             "requirements":{"taxIdentifiers":{"status":"incomplete","taxIdentifierType":"tin"}}}}]}""";

    @TempDir
    private Path files;

    private Shop shop;
    private Browser browser;
    private SimulatorControl moonPay;

    @BeforeEach
    void enter(Shop shop, SimulatorControl moonPay) {
        this.shop = shop;
        this.browser = shop.browser();
        this.moonPay = moonPay;
    }

    @Test
    void a_customer_gives_details_and_files_passes_the_check_and_buys() throws IOException {
        askedFor("cust-kyc-files");
        Accessibility.assertNoViolations(browser);
        fillIn();
        browser.click("#field-document option[value=drivingLicence]");
        choose("drivingLicence.front", "front");
        choose("drivingLicence.back", "back");
        choose("selfie.", "picture");
        browser.click(SEND);
        giveTheState();

        passTheCheck("#approve:enabled");
        shop.awaitPrices();
        moonPay.awaitCompleted("submitCustomerKyc", 2);
        moonPay.awaitCompleted("createCustomerFileUploadUrl", 3);
        moonPay.awaitCompleted("submitCustomerFiles", 1);
        shop.payByCard();
        assertThat(browser.text("#activity")).doesNotContain("Sample Street");
    }

    @Test
    void fields_say_what_is_asked_for_so_that_it_can_be_filled_in_for_the_customer() {
        askedFor("cust-kyc");

        assertThat(purposeOf("residentialAddress.street")).isEqualTo("address-line1");
        assertThat(purposeOf("residentialAddress.postalCode")).isEqualTo("postal-code");
        assertThat(purposeOf("taxIdentifiers.value")).isEqualTo("off");
    }

    @Test
    void what_moonpay_refuses_can_be_corrected() {
        askedFor("cust-kyc");
        fillIn();
        moonPay.status("submitCustomerKyc", 400);
        browser.click(SEND);

        browser.awaitText("form .said", "MoonPay does not accept this");
        assertThat(browser.script("return document.activeElement.matches(arguments[0])", SEND))
                .isEqualTo(true);
        Accessibility.assertNoViolations(browser);
        assertThat(browser.element(named("residentialAddress.street")).getDomProperty("value"))
                .isEqualTo("1 Sample Street");
        moonPay.clearFaults();
        browser.click(SEND);
        giveTheState();

        passTheCheck("#approve:enabled");
        shop.awaitPrices();
    }

    @Test
    void details_whose_answer_is_lost_are_not_sent_again_before_moonpay_was_asked() {
        askedFor("cust-kyc");
        fillIn();
        browser.script(LOSE_ANSWERS);
        browser.click(SEND);
        awaitAsked("PATCH", "GET");
        browser.awaitText("form .said", "The connection is lost");
        browser.click(SEND + ":enabled");
        awaitAsked("PATCH", "GET", "GET");
        browser.script("mend()");
        browser.click(SEND + ":enabled");
        giveTheState();

        passTheCheck("#approve:enabled");
        shop.awaitPrices();
        assertThat(moonPay.counts("submitCustomerKyc").started()).isEqualTo(2);
    }

    @Test
    void a_file_that_is_not_taken_is_said_so() throws IOException {
        askedFor("cust-kyc-files");
        fillIn();
        choose("passport.", "");
        choose("selfie.", "picture");
        browser.click(SEND);

        browser.awaitText("form .said", "The file could not be uploaded");
        choose("passport.", "page");
        browser.click(SEND);
        giveTheState();

        shop.awaitHeading("MoonPay has one more check");
    }

    @Test
    void a_tax_number_of_any_country_is_sent_with_its_country() {
        String id = ConnectedCustomer.of("cust-kyc").id();
        moonPay.literal("getCustomersByExternalId", 200, WANTS_A_TIN.formatted(id));
        askedFor("cust-kyc");
        browser.type(named("taxIdentifiers.value"), "12345678901");
        browser.type(named("taxIdentifiers.country"), "DEU");
        browser.click(SEND);

        browser.until(
                "MoonPay to get the number",
                () -> moonPay.counts("submitCustomerKyc").completed() == 1 ? true : null);
        assertThat(moonPay.requests("submitCustomerKyc")).singleElement().satisfies(request -> assertThat(
                        request.json().path("taxIdentifiers"))
                .hasToString("[{\"type\":\"tin\",\"value\":\"12345678901\",\"country\":\"DEU\"}]"));
    }

    @Test
    void a_customer_who_does_not_pass_the_check_cannot_go_on() {
        askedFor("cust-kyc");
        fillIn();
        browser.click(SEND);
        giveTheState();

        passTheCheck("#decline:enabled");
        shop.awaitHeading("MoonPay cannot serve you now");
    }

    @Test
    void details_are_given_for_the_one_of_several_customers_that_lacks_them() {
        String id = ConnectedCustomer.of("cust-kyc").id();
        moonPay.literal("getCustomersByExternalId", 200, """
                {"data":[{"id":"another","kyc":{"status":"approved","requirements":{}}},
                 {"id":"%s","kyc":{"status":"collecting","requirements":{"taxIdentifiers":
                  {"status":"incomplete","taxIdentifierType":"ssn"}}}}]}""".formatted(id));
        askedFor("cust-kyc");
        browser.type(named("taxIdentifiers.value"), "000-00-0000");
        browser.click(SEND);

        browser.element(named("residentialAddress.street"));
        assertThat(moonPay.requests("submitCustomerKyc"))
                .singleElement()
                .satisfies(request -> assertThat(request.path()).contains(id));
    }

    @Test
    void the_details_can_be_left_for_later() {
        askedFor("cust-kyc");
        browser.click("form .quiet");

        shop.awaitHeading("Buy crypto");
    }

    @Test
    void who_has_given_all_is_not_asked() {
        shop.compare("cust-ny");

        browser.awaitText("#activity", "GET /v1/customers/me → 200");
        assertThat(browser.elementsNow(NOTICE)).isEmpty();
    }

    private void askedFor(String customer) {
        shop.compare(customer);
        browser.click(NOTICE);
        shop.awaitHeading("Your details for MoonPay");
    }

    private void fillIn() {
        MISSING.forEach((name, value) -> browser.type(named(name), value));
    }

    /** Asked for once the country is known. */
    private void giveTheState() {
        browser.type(named("residentialAddress.administrativeArea"), "CO");
        browser.click(SEND);
    }

    private void awaitAsked(String... methods) {
        browser.until(
                "the service to be asked by " + List.of(methods),
                () -> browser.script("return asked").equals(List.of(methods)) ? true : null);
    }

    private void choose(String field, String content) throws IOException {
        Path file = Files.writeString(files.resolve(field + ".png"), content);
        browser.element(named("file." + field)).sendKeys(file.toString());
    }

    private void passTheCheck(String button) {
        shop.awaitHeading("MoonPay has one more check");
        browser.click(".message .primary");
        browser.inFrame(Shop.DIALOG, () -> browser.click(button));
    }

    private String purposeOf(String field) {
        return browser.element(named(field)).getDomAttribute("autocomplete");
    }

    private static String named(String field) {
        return "[name='" + field + "']";
    }
}
