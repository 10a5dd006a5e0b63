package io.moonconnect.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.moonconnect.contract.PlatformContract;
import io.moonconnect.contract.PlatformContract.Operation;
import io.moonconnect.testing.SimulatorExtension;
import io.moonconnect.testing.UploadedFile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.moonconnect.simulator.Client.APPLE_PAY_SOL;
import static io.moonconnect.simulator.Client.quoteBody;
import static org.assertj.core.api.Assertions.assertThat;

/** Every operation and every status of {@code platform.openapi.yaml}, produced by the simulator and held against it. */
class SimulatorContractTest {

    private static final String CUSTOMER = "c0f0ce6e-7c1d-4d5e-8a35-2f3b8a2d6b41";
    private static final String CARD = "5d0a8c1e-2b7f-4f6a-9f55-6f1d9c0a7e11";
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
    private static final int PATIENCE = 50;
    private static final String KYC = """
            {"residentialAddress": {"country": "USA", "street": "1 Sample Street"}, "taxIdentifiers": [{"type": "ssn", "value": "000-00-0000"}]}""";

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = new SimulatorExtension();

    private static final PlatformContract CONTRACT = new PlatformContract();

    private final Client client = new Client(SIMULATOR);

    @TestFactory
    Stream<DynamicTest> everyAnswerIsAsTheContractHasIt() {
        return samples().entrySet().stream()
                .map(sample ->
                        DynamicTest.dynamicTest(sample.getKey(), () -> check(sample.getKey(), sample.getValue())));
    }

    @Test
    void everyOperationAndStatusOfTheContractHasASample() {
        assertThat(samples().keySet()).containsExactlyElementsOf(CONTRACT.answers());
    }

    @Test
    void aRouterNotFoundMayAlsoBePlainText() {
        SIMULATOR.control().disable("createSession");
        assertContract("createSession 404", call("createSession", client.account()));
        assertThat(call("createSession", client.account()).body().asString())
                .contains("Cannot POST /platform/v1/sessions");
    }

    private void check(String sample, Supplier<Response> produced) {
        SIMULATOR.control().reset();
        assertContract(sample, produced.get());
    }

    private static void assertContract(String sample, Response answer) {
        String operationId = sample.split(" ")[0];
        assertThat(operationId + " " + answer.statusCode())
                .as(answer.asString())
                .isEqualTo(sample);
        Map<String, String> headers = answer.headers().asList().stream()
                .collect(Collectors.toMap(header -> header.getName(), header -> header.getValue()));
        assertThat(headers).containsKeys("X-Request-Id", "Date");
        CONTRACT.assertAnswer(operationId, answer.statusCode(), headers, answer.asString());
    }

    private Map<String, Supplier<Response>> samples() {
        Map<String, Supplier<Response>> samples = new TreeMap<>();
        CONTRACT.operations().forEach(operation -> CONTRACT.answers().stream()
                .filter(answer -> answer.startsWith(operation.id() + " "))
                .forEach(answer -> sampleOf(operation.id(), answer.split(" ")[1])
                        .ifPresent(sample -> samples.put(answer, sample))));
        return samples;
    }

    private Optional<Supplier<Response>> sampleOf(String operationId, String status) {
        return Optional.ofNullable(
                switch (status) {
                    case "200", "204" -> () -> success(operationId, status);
                    case "400" -> () -> invalid(operationId);
                    case "401" -> () -> call(operationId, client.anyone());
                    case "403" -> () -> forbidden(operationId);
                    case "404" -> () -> absent(operationId);
                    case "429" -> () -> overTheLimit(operationId);
                    case "500" -> () -> failing(operationId);
                    default -> null;
                });
    }

    private Response success(String operationId, String status) {
        boolean nothingOutstanding = "createIdentity".equals(operationId) && "204".equals(status);
        return call(operationId, nothingOutstanding ? client.customer("cust-7f31") : credential(operationId));
    }

    private Response invalid(String operationId) {
        RequestSpecification request = credential(operationId);
        return switch (operationId) {
            case "createSession" ->
                request.body("{\"deviceIp\": \"not an address\"}").post("/sessions");
            case "revokeCustomerSessions" -> request.delete("/sessions");
            case "getBuyQuote" -> request.body(quoteBody("USD", "0", "SOL", "")).post("/quotes/buy");
            case "listTransactions" ->
                request.queryParam("startDate", "yesterday").get("/transactions");
            case "submitCustomerKyc" -> request.body("{\"basicDetails\": 7}").patch("/customers/" + CUSTOMER + "/kyc");
            case "createCustomerFileUploadUrl" ->
                request.body("{\"fileType\": \"passport\"}").post("/customers/" + CUSTOMER + "/files/upload-url");
            case "submitCustomerFiles" -> request.body("{\"files\": []}").post("/customers/" + CUSTOMER + "/files");
            case "createIdentity" -> request.body("{}").post("/identities");
            case "updateIdentity" -> request.body("[]").patch("/identities/" + identity());
            default -> throw new AssertionError("No bad request known of " + operationId);
        };
    }

    private Response forbidden(String operationId) {
        return switch (operationId) {
            case "exportCustomer" ->
                client.account()
                        .header("Authorization", "Bearer " + SIMULATOR.control().consentToken(null))
                        .post("/customers/export");
            case "getCustomer", "submitCustomerKyc" -> call(operationId, client.customer("cust-ny"));
            default -> call(operationId, client.customer("cust-forbidden"));
        };
    }

    private Response absent(String operationId) {
        return switch (operationId) {
            case "deletePaymentMethod" -> credential(operationId).delete("/payment-methods/" + NOBODY);
            case "getTransaction" -> credential(operationId).get("/transactions/" + NOBODY);
            case "getCustomer" -> credential(operationId).get("/customers/" + NOBODY);
            case "submitCustomerKyc" -> credential(operationId).body(KYC).patch("/customers/" + NOBODY + "/kyc");
            case "getIdentity" -> credential(operationId).get("/identities/" + NOBODY);
            case "updateIdentity" -> credential(operationId).body(KYC).patch("/identities/" + NOBODY);
            default -> withoutCapability(operationId);
        };
    }

    private Response withoutCapability(String operationId) {
        SIMULATOR.control().disable(operationId);
        return call(operationId, credential(operationId));
    }

    private Response overTheLimit(String operationId) {
        SIMULATOR.control().rate(1);
        return Stream.generate(() -> afterOneCall(operationId))
                .limit(PATIENCE)
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();
    }

    private Response afterOneCall(String operationId) {
        client.account().get("/assets");
        return call(operationId, credential(operationId));
    }

    private Response failing(String operationId) {
        SIMULATOR.control().status(operationId, 500);
        return call(operationId, credential(operationId));
    }

    private RequestSpecification credential(String operationId) {
        return switch (operationId) {
            case "createSession",
                    "revokeCustomerSessions",
                    "getCustomersByExternalId",
                    "listAssets",
                    "createCustomerFileUploadUrl",
                    "submitCustomerFiles" -> client.account();
            case "exportCustomer" ->
                client.account()
                        .header("Authorization", "Bearer " + SIMULATOR.control().consentToken("cust-7f31"));
            default -> client.customer(operationId.contains("dentity") ? "cust-kyc" : "cust-7f31");
        };
    }

    private Response call(String operationId, RequestSpecification request) {
        Operation operation = CONTRACT.operation(operationId);
        switch (operationId) {
            case "createSession" ->
                request.body("{\"deviceIp\": \"198.51.100.24\", \"externalCustomerId\": \"cust-7f31\"}");
            case "revokeCustomerSessions" -> request.queryParam("externalCustomerId", "cust-7f31");
            case "getBuyQuote" -> request.body(quoteBody("USD", "75.00", "SOL", APPLE_PAY_SOL));
            case "submitCustomerKyc", "updateIdentity" -> request.body(KYC);
            case "createIdentity" ->
                request.body(
                        "{\"residentialAddress\": {\"country\": \"FRA\"}, \"capabilities\": [{\"product\": \"ramps\"}]}");
            case "createCustomerFileUploadUrl" ->
                request.body("{\"fileType\": \"passport\", \"mimeType\": \"image/png\"}");
            case "submitCustomerFiles" -> request.body("{\"files\": [{\"uploadId\": \"" + uploaded() + "\"}]}");
            case "createIdentityUploadUrl" ->
                request.body("{\"fileType\": \"passport\", \"side\": \"front\", \"mimeType\": \"image/png\"}");
            case "confirmIdentityFiles" ->
                request.body("{\"files\": [{\"uploadId\": \"u1\", \"fileType\": \"passport\", \"side\": \"front\"}]}");
            default -> {
                // The others have neither body nor query.
            }
        }
        return request.request(operation.method(), path(operation));
    }

    private String path(Operation operation) {
        String path = operation.path().replace("/platform/v1", "").replace("{paymentMethodId}", CARD);
        path = path.replace("{externalCustomerId}", "cust-7f31");
        if (!path.contains("{id}")) {
            return path;
        }
        return path.replace(
                "{id}",
                switch (operation.path().split("/")[3]) {
                    case "transactions" -> transaction();
                    case "identities" -> identity();
                    default -> CUSTOMER;
                });
    }

    /** Nothing if it cannot be asked for, because of the sample's fault. */
    private String uploaded() {
        Response upload = client.account()
                .body("{\"fileType\": \"passport\", \"mimeType\": \"image/png\"}")
                .post("/customers/" + CUSTOMER + "/files/upload-url");
        if (upload.statusCode() != 200) {
            return NOBODY;
        }
        assertThat(UploadedFile.put(upload.path("data.url"), "image/png").statusCode())
                .isEqualTo(200);
        return upload.path("data.uploadId");
    }

    private String transaction() {
        String token = SIMULATOR.control().accessToken("cust-7f31");
        Response quote = client.bearer(token)
                .body(quoteBody("USD", "75.00", "SOL", APPLE_PAY_SOL))
                .post("/quotes/buy");
        String signature = quote.path("data.signature");
        return signature == null ? NOBODY : SIMULATOR.control().createTransaction(token, signature);
    }

    private String identity() {
        Response answer = call("createIdentity", client.customer("cust-kyc"));
        String id = answer.path("data.id");
        if ("collecting".equals(answer.path("data.status"))) {
            String rest = """
                    {"residentialAddress": {"country": "USA", "street": "1 Sample Street", "locality": "Denver", "administrativeArea": "CO", "postalCode": "80202"}, "taxIdentifiers": [{"type": "ssn", "value": "000-00-0000"}]}""";
            client.customer("cust-kyc").body(rest).patch("/identities/" + id);
        }
        return id;
    }
}
