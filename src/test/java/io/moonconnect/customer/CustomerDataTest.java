package io.moonconnect.customer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.moonconnect.testing.UploadedFile;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.moonconnect.testing.Api.anybody;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** KYC data and files, from a backend to MoonPay. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class CustomerDataTest {

    private static final String KYC = "/v1/customers/me/kyc";
    private static final String UPLOAD_URL = "/v1/customers/me/files/upload-url";
    private static final String FILES = "/v1/customers/me/files";
    private static final String CUSTOMER = "cust-kyc-files-1";
    private static final String ADDRESS = """
            {"residentialAddress":{"country":"USA","street":"1 Sample Street","locality":"Denver",
             "administrativeArea":"CO","postalCode":"80202"}}""";
    private static final String TAX = "{\"taxIdentifiers\":[{\"type\":\"ssn\",\"value\":\"000-00-0000\"}]}";
    private static final String PASSPORT = "{\"fileType\":\"passport\",\"mimeType\":\"image/png\"}";
    private static final String SELFIE = "{\"fileType\":\"selfie\",\"mimeType\":\"image/jpeg\"}";

    @Test
    void requirements_shrink_as_fields_and_files_come_until_moonpay_verifies() {
        json(CUSTOMER)
                .body(ADDRESS)
                .patch(KYC)
                .then()
                .statusCode(200)
                .header("MoonPay-Request-Id", notNullValue())
                .body("externalCustomerId", is(CUSTOMER))
                .body("kyc.requirements.residentialAddress.status", is("complete"))
                .body("kyc.requirements.taxIdentifiers.status", is("incomplete"))
                .body("kyc.requirements.identityDocuments.status", is("incomplete"));
        json(CUSTOMER).body(TAX).patch(KYC).then().body("kyc.requirements.taxIdentifiers.status", is("complete"));
        confirm(uploaded(PASSPORT, "image/png"))
                .then()
                .statusCode(200)
                .body("kyc.status", is("collecting"))
                .body("kyc.requirements.identityDocuments.status", is("complete"));
        confirm(uploaded(SELFIE, "image/jpeg")).then().body("kyc.status", is("verifying"));
    }

    @Test
    void both_sides_of_a_licence_are_needed() {
        String side = "{\"fileType\":\"drivingLicence\",\"side\":\"%s\",\"mimeType\":\"image/png\"}";
        confirm(uploaded(side.formatted("front"), "image/png"))
                .then()
                .body("kyc.requirements.identityDocuments.status", is("incomplete"));
        confirm(uploaded(side.formatted("back"), "image/png"))
                .then()
                .body("kyc.requirements.identityDocuments.status", is("complete"));
    }

    @Test
    void the_life_of_an_upload_url_is_counted_by_moonpays_clock(SimulatorControl moonPay) {
        moonPay.advanceClock(Duration.ofDays(3));
        uploadUrl(PASSPORT)
                .then()
                .statusCode(200)
                .body("upload.url", notNullValue())
                .body("expiresInMs", allOf(greaterThan(890_000), lessThanOrEqualTo(900_000)));
    }

    @Test
    void the_life_of_an_upload_url_without_a_time_is_15_minutes_from_moonpays_date(SimulatorControl moonPay) {
        moonPay.literal(
                "createCustomerFileUploadUrl",
                200,
                "{\"data\":{\"uploadId\":\"upl-1\",\"url\":\"https://a.example\"}}");
        uploadUrl(PASSPORT)
                .then()
                .statusCode(200)
                .body("upload.expiresAt", nullValue())
                .body("expiresInMs", is(899_000));
    }

    @Test
    void the_life_of_an_upload_url_is_15_minutes_if_its_time_is_absurd(SimulatorControl moonPay) {
        moonPay.literal(
                "createCustomerFileUploadUrl",
                200,
                "{\"data\":{\"url\":\"https://a.example\",\"expiresAt\":\"+999999999-12-31T23:59:59Z\"}}");
        unheld().body(PASSPORT).post(UPLOAD_URL).then().statusCode(200).body("expiresInMs", is(899_000));
    }

    @Test
    void an_upload_url_expires_and_is_good_for_one_file(SimulatorControl moonPay) {
        String used = uploadUrl(PASSPORT).path("upload.url");
        assertThat(put(used, "image/png")).isEqualTo(200);
        assertThat(put(used, "image/png")).isEqualTo(403);
        String late = uploadUrl(PASSPORT).path("upload.url");
        assertThat(put(late, "image/jpeg")).isEqualTo(403);
        moonPay.advanceClock(Duration.ofMinutes(15));
        assertThat(put(late, "image/png")).isEqualTo(403);
    }

    @Test
    void a_page_may_put_the_file() {
        String url = uploadUrl(PASSPORT).path("upload.url");
        given().header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "PUT")
                .options(url)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Methods", is("PUT"))
                .header("Access-Control-Allow-Headers", is("Content-Type"));
        assertThat(UploadedFile.put(url, "image/png").headers().firstValue("Access-Control-Allow-Origin"))
                .contains("*");
    }

    @Test
    void files_that_were_not_uploaded_are_refused_by_moonpay() {
        String uploadId = uploadUrl(PASSPORT).path("upload.uploadId");
        ProblemAnswer.of(confirm(uploadId)).is(ProblemType.MOONPAY_REJECTED);
    }

    /** MoonPay gets the caller's bytes: unknown fields, numbers as written, duplicate keys, white space. */
    @Test
    void a_body_reaches_moonpay_byte_for_byte(SimulatorControl moonPay) {
        String body = """
                { "x":1.10,"big":123456789012345678901234567890,"huge":1e400,"twice":1,"twice":[2,{}],\
                "escaped":"\\u00e9\\/\\n","astral":"🚀é",  "spaced" : [ 1 , 2 ],"nothing":null,"deep":%s1%s}\s""".formatted("[".repeat(100), "]".repeat(100));
        for (String operation :
                new String[] {"submitCustomerKyc", "createCustomerFileUploadUrl", "submitCustomerFiles"}) {
            moonPay.literal(operation, 200, "{\"data\":{}}");
        }
        unheld().body(body.getBytes(StandardCharsets.UTF_8)).patch(KYC).then().statusCode(200);
        unheld().body(body.getBytes(StandardCharsets.UTF_8))
                .post(UPLOAD_URL)
                .then()
                .statusCode(200);
        unheld().body(body.getBytes(StandardCharsets.UTF_8)).post(FILES).then().statusCode(200);
        assertThat(moonPay.requests().stream().filter(request -> request.body() != null))
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.body()).isEqualTo(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "1", "{", "{}{}", "{\"a\":}", "{\"a\":tru}", "planted", "{'a':1}"})
    void what_is_no_json_object_does_not_reach_moonpay(String body) {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.forgetRequests();
        ProblemAnswer.of(json(CUSTOMER).body(body).patch(KYC)).violates("body").neverSays("planted");
        ProblemAnswer.of(json(CUSTOMER).body(body).post(UPLOAD_URL)).violates("body");
        ProblemAnswer.of(json(CUSTOMER).body(body).post(FILES)).violates("body");
        assertThat(moonPay.started()).isZero();
    }

    @Test
    void a_string_that_is_no_utf_8_does_not_reach_moonpay(SimulatorControl moonPay) {
        moonPay.forgetRequests();
        byte[] body = "{\"a\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
        body[6] = (byte) 0xff;
        ProblemAnswer.of(json(CUSTOMER).body(body).patch(KYC)).violates("body");
        assertThat(moonPay.started()).isZero();
    }

    /** MoonPay may echo a submitted value in its reason. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Planted Street 7 is not a street | [masked] is not a street",
                "PLANTED STREET 7: unknown | [masked]: unknown",
                "no CO in COLORADO | no [masked] in COLORADO",
                "number 80202 | number [masked]",
                "country is required | country is required"
            })
    void moonpays_reason_comes_without_the_submitted_values(String reason, String relayed) {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.literal(
                "submitCustomerKyc", 400, "{\"code\":400,\"type\":\"Invalid request\",\"message\":\"" + reason + "\"}");
        String body = """
                {"residentialAddress":{"street":"Planted Street 7","administrativeArea":"CO","postalCode":80202}}""";
        ProblemAnswer answer =
                ProblemAnswer.of(json(CUSTOMER).body(body).patch(KYC)).is(ProblemType.MOONPAY_REJECTED);
        assertThat(answer.detail()).isEqualTo(relayed);
    }

    /** A reason is relayed without control characters, which a submitted value may have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Planted Street 7\\nFlat 3",
                "Planted Street 7\\u200b\\r\\nFlat 3",
                "\\u0000Planted Street 7\\tFlat 3"
            })
    void moonpays_reason_comes_without_a_submitted_value_of_several_lines(String street) {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.literal(
                "submitCustomerKyc",
                400,
                "{\"code\":400,\"type\":\"Invalid request\",\"message\":\"" + street + " is not a street\"}");
        String body = "{\"residentialAddress\":{\"street\":\"" + street + "\"}}";
        ProblemAnswer answer =
                ProblemAnswer.of(json(CUSTOMER).body(body).patch(KYC)).is(ProblemType.MOONPAY_REJECTED);
        assertThat(answer.detail()).isEqualTo("[masked] is not a street");
    }

    @ParameterizedTest
    @CsvSource({
        "getCustomersByExternalId, PATCH, /v1/customers/me/kyc",
        "submitCustomerKyc, PATCH, /v1/customers/me/kyc",
        "createCustomerFileUploadUrl, POST, /v1/customers/me/files/upload-url",
        "submitCustomerFiles, POST, /v1/customers/me/files"
    })
    void a_capability_that_is_not_enabled_is_reported(String operation, String method, String path) {
        SimulatorControl.ofTheServiceUnderTest().disable(operation);
        ProblemAnswer.of(json(CUSTOMER).body(PASSPORT).request(method, path))
                .is(ProblemType.MOONPAY_CAPABILITY_NOT_ENABLED);
    }

    @Test
    void moonpays_reason_comes_without_the_upload_id(SimulatorControl moonPay) {
        moonPay.literal(
                "submitCustomerFiles",
                400,
                "{\"code\":400,\"type\":\"Invalid request\",\"message\":\"planted-upload is not an uploaded file\"}");
        ProblemAnswer answer = ProblemAnswer.of(confirm("planted-upload")).is(ProblemType.MOONPAY_REJECTED);
        assertThat(answer.detail()).isEqualTo("[masked] is not an uploaded file");
    }

    @Test
    void moonpays_reason_comes_without_the_description_of_a_file(SimulatorControl moonPay) {
        moonPay.literal(
                "createCustomerFileUploadUrl",
                400,
                "{\"code\":400,\"type\":\"Invalid request\",\"message\":\"planted inheritance is not supported\"}");
        String file = """
                {"fileType":"proofOfIncome","mimeType":"application/pdf","sourceOfWealth":"planted inheritance"}""";
        ProblemAnswer answer = ProblemAnswer.of(uploadUrl(file)).is(ProblemType.MOONPAY_REJECTED);
        assertThat(answer.detail()).isEqualTo("[masked] is not supported");
    }

    @Test
    void a_customer_who_never_connected_is_not_found() {
        ProblemAnswer.of(json("cust-new-1").body(ADDRESS).patch(KYC)).is(ProblemType.NOT_FOUND);
    }

    private static String uploaded(String file, String contentType) {
        Response upload = uploadUrl(file);
        assertThat(put(upload.path("upload.url"), contentType)).isEqualTo(200);
        return upload.path("upload.uploadId");
    }

    private static Response uploadUrl(String file) {
        return json(CUSTOMER).body(file).post(UPLOAD_URL);
    }

    private static Response confirm(String uploadId) {
        return json(CUSTOMER)
                .body("{\"files\":[{\"uploadId\":\"" + uploadId + "\"}]}")
                .post(FILES);
    }

    private static int put(String url, String mediaType) {
        return UploadedFile.put(url, mediaType).statusCode();
    }

    private static RequestSpecification json(String externalCustomerId) {
        return anybody().contentType(ContentType.JSON).queryParam("externalCustomerId", externalCustomerId);
    }

    private static RequestSpecification unheld() {
        return given().contentType(ContentType.JSON).queryParam("externalCustomerId", CUSTOMER);
    }
}
