package io.moonconnect.simulator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.SimulatorExtension;
import io.restassured.response.ValidatableResponse;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

/** What the simulator wants to know of {@code cust-kyc}, and which forms of it MoonPay's documentation excludes. */
class SimulatedKycTest {

    private static final String ADDRESS = """
            {"residentialAddress": {"country": "%s", "street": "1 Sample Street", "locality": "Somewhere", "postalCode": "80202"}}""";

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = new SimulatorExtension();

    private final Client client = new Client(SIMULATOR);

    @ParameterizedTest
    @ValueSource(strings = {"USA", "CAN"})
    void theCountryDecidesThatTheAdministrativeAreaIsMissing(String country) {
        submit(ADDRESS.formatted(country))
                .statusCode(200)
                .body("data.kyc.requirements.residentialAddress.status", is("incomplete"))
                .body("data.kyc.requirements.residentialAddress.requiredFields", contains("administrativeArea"));
        submit("{\"residentialAddress\": {\"administrativeArea\": \"CO\"}}")
                .statusCode(200)
                .body("data.kyc.requirements.residentialAddress.status", is("complete"));
    }

    @Test
    void elsewhereAnAddressNeedsNoAdministrativeArea() {
        submit(ADDRESS.formatted("DEU"))
                .statusCode(200)
                .body("data.kyc.requirements.residentialAddress.status", is("complete"));
    }

    @Test
    void aTinNeedsItsCountry() {
        refused(
                "{\"taxIdentifiers\": [{\"type\": \"tin\", \"value\": \"00-0\"}]}",
                "taxIdentifiers[].country is required");
        submit("{\"taxIdentifiers\": [{\"type\": \"tin\", \"value\": \"00-0\", \"country\": \"DEU\"}]}")
                .statusCode(200)
                .body("data.kyc.requirements.taxIdentifiers.status", is("complete"));
    }

    @Test
    void aQuestionnaireHasATypeAndAnswers() {
        refused("{\"questionnaires\": [{\"answers\": {}}]}", "questionnaires[].type is required");
        refused("{\"questionnaires\": [{\"type\": \"customerDueDiligence\"}]}", "questionnaires[].answers is required");
        refused(questionnaire("{\"grossAnnualIncome\": \"50000\"}"), "grossAnnualIncome has to be an object");
        refused(questionnaire("{\"expectedTransactionAmountPerMonth\": {}}"), "amount is required");
    }

    /** The answers and types of MoonPay's questionnaires are an open set. */
    @Test
    void aQuestionnaireMayHaveAnswersThatAreNotKnown() {
        submit(questionnaire("{\"grossAnnualIncome\": {\"amount\": \"50000\", \"currency\": \"USD\"}, \"planted\": 1}"))
                .statusCode(200);
        submit("{\"questionnaires\": [{\"type\": \"planted\", \"answers\": {}}]}")
                .statusCode(200);
    }

    /** Of the earlier KYC API, in the words of public clients. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "passport",
                "nationalIdentityCard",
                "drivingLicence",
                "residencePermit",
                "selfie",
                "proofOfAddress",
                "proofOfIncome"
            })
    void anIdentityHasFilesOfEachType(String type) {
        String id = client.customer("cust-kyc").body("""
                {"residentialAddress": {"country": "USA"}, "capabilities": [{"product": "ramps"}]}""").post("/identities").path("data.id");
        client.customer("cust-kyc")
                .body("{\"fileType\": \"" + type + "\", \"mimeType\": \"image/png\"}")
                .post("/identities/" + id + "/files/upload-url")
                .then()
                .statusCode(200);
    }

    @Test
    void nothingIsTakenOfWhatIsRefused() {
        refused("""
                {"residentialAddress": {"street": "1 Sample Street"}, "questionnaires": [{}]}""", "questionnaires[].type is required");
        submit("{\"basicDetails\": {}}")
                .body(
                        "data.kyc.requirements.residentialAddress.requiredFields",
                        contains("country", "street", "locality", "postalCode"));
    }

    private static String questionnaire(String answers) {
        return "{\"questionnaires\": [{\"type\": \"customerDueDiligence\", \"answers\": " + answers + "}]}";
    }

    private void refused(String body, String reason) {
        submit(body).statusCode(400).body("message", endsWith(reason));
    }

    private ValidatableResponse submit(String body) {
        String id = client.account().get("/customers/ext/cust-kyc").path("data[0].id");
        return client.account().body(body).patch("/customers/" + id + "/kyc").then();
    }
}
