package io.moonconnect.audit;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;

import static io.moonconnect.testing.Api.anybody;
import static org.assertj.core.api.Assertions.assertThat;

/** Submissions and exports leave an event each, with names and types only. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class CustomerDataAuditTest {

    private static final String KYC = "/v1/customers/me/kyc";

    @RegisterExtension
    final AuditedEvents audited = new AuditedEvents();

    @Test
    void kyc_data_with_the_names_of_their_fields() {
        String moonPayRequestId = about("cust-1").body("""
                {"basicDetails":{"firstName":"planted","planted":1},"phoneNumber":"planted","planted":{"a":1},
                 "taxIdentifiers":[{"type":"ssn","value":"planted"},{"type":"tin","country":"planted"}]}""").patch(KYC).header("MoonPay-Request-Id");

        assertThat(onlyEvent())
                .containsEntry("event", "kyc.submitted")
                .containsEntry("outcome", "moonpay-rejected")
                .containsEntry("caller", "open")
                .containsEntry(
                        "fields",
                        "basicDetails.firstName,basicDetails.other,phoneNumber,other,taxIdentifiers.type,"
                                + "taxIdentifiers.value,taxIdentifiers.country")
                .containsEntry("moonPayRequestId", moonPayRequestId)
                .containsOnlyKeys(
                        "event",
                        "outcome",
                        "requestId",
                        "caller",
                        "customerHash",
                        "moonPayCustomerHash",
                        "fields",
                        "moonPayRequestId");
        assertThat(audited.lines()).noneMatch(line -> line.json().contains("planted"));
    }

    @Test
    void files_with_their_types_and_what_joins_both_requests() {
        String uploadId = about("cust-1")
                .body("{\"fileType\":\"passport\",\"mimeType\":\"image/png\"}")
                .post("/v1/customers/me/files/upload-url")
                .path("upload.uploadId");
        about("cust-1")
                .body("{\"files\":[{\"uploadId\":\"" + uploadId + "\"}]}")
                .post("/v1/customers/me/files");

        List<Map<String, String>> events = audited.fields();
        assertThat(events.get(0))
                .containsEntry("event", "file-upload.requested")
                .containsEntry("outcome", "success")
                .containsEntry("fileTypes", "passport");
        assertThat(events.get(1))
                .containsEntry("event", "files.submitted")
                .containsEntry("outcome", "moonpay-rejected")
                .containsEntry("uploads", events.get(0).get("uploads"));
        assertThat(events.get(0).get("uploads")).matches("[0-9a-f]{32}");
        assertThat(audited.lines()).noneMatch(line -> line.json().contains(uploadId));
    }

    /** The number shows that ids are missing. */
    @Test
    void of_many_files_the_first_and_their_number() {
        submit(20);
        submit(21);

        assertThat(audited.fields().get(0)).doesNotContainKey("uploadCount");
        assertThat(audited.fields().get(1))
                .containsEntry("uploadCount", "21")
                .containsEntry("uploads", audited.fields().get(0).get("uploads"));
        assertThat(audited.fields().get(1).get("uploads").split(",")).hasSize(20);
    }

    @Test
    void a_file_type_that_moonpay_does_not_document_is_other() {
        about("cust-1").body("{\"fileType\":\"planted\"}").post("/v1/customers/me/files/upload-url");
        assertThat(onlyEvent()).containsEntry("fileTypes", "other").containsEntry("outcome", "moonpay-rejected");
    }

    @Test
    void an_export_with_the_hash_of_its_consent(SimulatorControl moonPay) {
        String consent = moonPay.consentToken("cust-1");
        anybody().header("MoonPay-Consent-Token", consent).post("/v1/customers/export");

        assertThat(onlyEvent())
                .containsEntry("event", "customer.exported")
                .containsEntry("outcome", "success")
                .containsOnlyKeys("event", "outcome", "requestId", "caller", "consentTokenHash", "moonPayRequestId");
        assertThat(onlyEvent().get("consentTokenHash")).matches("[0-9a-f]{32}");
        assertThat(audited.lines()).noneMatch(line -> line.json().contains(consent));
    }

    @Test
    void which_of_several_customers_of_moonpay() {
        List<String> ids = anybody()
                .get("/v1/customers/me?externalCustomerId=cust-twice-1")
                .path("customers.id");
        for (String id : ids) {
            about("cust-twice-1")
                    .queryParam("customerId", id)
                    .body("{\"basicDetails\":{}}")
                    .patch(KYC);
        }
        about("cust-twice-1")
                .queryParam("customerId", ids.get(0))
                .body("{\"fileType\":\"passport\",\"mimeType\":\"image/png\"}")
                .post("/v1/customers/me/files/upload-url");
        about("cust-twice-1")
                .queryParam("customerId", ids.get(1))
                .body("{\"files\":[{\"uploadId\":\"nobodys-file\"}]}")
                .post("/v1/customers/me/files");

        List<String> hashes = audited.fields().stream()
                .map(event -> event.get("moonPayCustomerHash"))
                .toList();
        assertThat(ids).hasSize(2);
        assertThat(hashes).hasSize(4).allSatisfy(hash -> assertThat(hash).matches("[0-9a-f]{32}"));
        assertThat(hashes.get(0)).isNotEqualTo(hashes.get(1)).isEqualTo(hashes.get(2));
        assertThat(hashes.get(1)).isEqualTo(hashes.get(3));
        assertThat(audited.fields())
                .extracting(event -> event.get("customerHash"))
                .containsOnly(audited.fields().get(0).get("customerHash"));
        assertThat(audited.lines()).noneMatch(line -> ids.stream().anyMatch(line.json()::contains));
    }

    @Test
    void a_customer_who_is_not_found() {
        about("cust-1").queryParam("customerId", "another").body("{}").patch(KYC);
        assertThat(onlyEvent()).containsEntry("outcome", "not-found").doesNotContainKey("moonPayCustomerHash");
    }

    @Test
    void what_never_reaches_moonpay_leaves_none() {
        about("cust-1").body("[]").patch(KYC);
        about("cust-twice-1").body("{}").patch(KYC);
        anybody().post("/v1/customers/export");
        assertThat(audited.fields()).isEmpty();
    }

    private Map<String, String> onlyEvent() {
        assertThat(audited.fields()).hasSize(1);
        return audited.fields().get(0);
    }

    private static void submit(int files) {
        String uploads = IntStream.range(0, files)
                .mapToObj(number -> "{\"uploadId\":\"upload-" + number + "\"}")
                .collect(Collectors.joining(","));
        about("cust-1").body("{\"files\":[" + uploads + "]}").post("/v1/customers/me/files");
    }

    private static RequestSpecification about(String externalCustomerId) {
        return anybody().contentType("application/json").queryParam("externalCustomerId", externalCustomerId);
    }
}
