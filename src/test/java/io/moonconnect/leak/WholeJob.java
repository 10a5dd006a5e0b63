package io.moonconnect.leak;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.UploadedFile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole flow without errors, from a session to a transaction and back to its revocation, by a backend or by the
 * customer alone.
 */
final class WholeJob {

    private static final String TOKEN = "MoonPay-Access-Token";

    private final Caller caller;
    private final PlantedCustomer customer;
    private final SimulatorControl moonPay;
    private final boolean alone;

    private WholeJob(Caller caller, PlantedCustomer customer, SimulatorControl moonPay, boolean alone) {
        this.caller = caller;
        this.customer = customer;
        this.moonPay = moonPay;
        this.alone = alone;
    }

    static WholeJob ofABackend(Caller caller, PlantedCustomer customer, SimulatorControl moonPay) {
        return new WholeJob(caller, customer, moonPay, false);
    }

    static WholeJob ofTheCustomer(Caller caller, PlantedCustomer customer, SimulatorControl moonPay) {
        return new WholeJob(caller, customer, moonPay, true);
    }

    /** Runs the flow, and returns a valid access token. */
    String run() {
        String token = connect();
        require(
                200,
                caller.post(
                        "/v1/connections/requirements",
                        moonPay.connection(customer.id()).toString()));
        JsonNode text = require(200, caller.get("/v1/disclosures")).json().at("/disclosures/0");
        require(200, caller.get("/v1/assets?code=ETH"));
        Answer known = require(200, caller.get("/v1/customers/me" + whose()));
        customer.plant(
                "MoonPay's customer id", known.json().at("/customers/0/id").textValue());
        customerData();
        String stored = aStoredMethod(token);
        String signature = quote(token, stored);
        accept(text, signature, null);
        require(200, caller.post("/v1/quotes/compare", "{" + purchase() + "}", TOKEN, token));
        require(200, caller.post("/v1/quotes/stream", "{" + purchase() + "}", TOKEN, token));
        String transaction = moonPay.createTransaction(token, signature);
        accept(text, signature, transaction);
        require(200, caller.get("/v1/transactions?limit=5", TOKEN, token));
        require(200, caller.get("/v1/transactions/" + transaction, TOKEN, token));
        moonPay.stageLife(Duration.ZERO);
        require(200, caller.get("/v1/transactions/" + transaction + "/stream", TOKEN, token));
        require(204, caller.send("DELETE", "/v1/payment-methods/" + stored, null, TOKEN, token));
        require(204, caller.send("DELETE", "/v1/sessions" + whose(), null));
        return token;
    }

    private void customerData() {
        require(200, caller.patch("/v1/customers/me/kyc" + whose(), customer.kyc()));
        JsonNode upload = require(
                        200,
                        caller.post(
                                "/v1/customers/me/files/upload-url" + whose(),
                                "{\"fileType\":\"passport\",\"mimeType\":\"image/png\"}"))
                .json()
                .path("upload");
        String url = upload.path("url").textValue();
        customer.plant("upload URL", url.substring(url.indexOf('=') + 1));
        assertThat(UploadedFile.put(url, "image/png").statusCode()).isEqualTo(200);
        String uploadId = customer.plant("upload id", upload.path("uploadId").textValue());
        require(
                200,
                caller.post("/v1/customers/me/files" + whose(), "{\"files\":[{\"uploadId\":\"" + uploadId + "\"}]}"));
        String consent = customer.plant("consent token", moonPay.consentToken(customer.id()));
        require(alone ? 403 : 200, caller.send("POST", "/v1/customers/export", null, "MoonPay-Consent-Token", consent));
    }

    /** The two sides of a purchase, and the wallet. */
    String purchase() {
        return """
                "source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},
                "wallet":{"address":"%s","tag":"%s"}""".formatted(customer.wallet(), customer.tag());
    }

    private String connect() {
        String last = null;
        for (String device : List.of(customer.deviceV6(), customer.deviceV4())) {
            Answer created = require(201, session(device));
            last = customer.plant(
                    "session token", created.json().path("sessionToken").textValue());
        }
        SimulatorControl.Credentials credentials = moonPay.spend(last);
        customer.plant("client token", credentials.clientToken());
        return customer.plant("access token", credentials.accessToken());
    }

    /** The backend sends the device's address, else the proxy does. */
    private Answer session(String device) {
        String terms = "\"email\":\"%s\",\"phoneNumber\":\"%s\",\"termsAcceptedAt\":\"2026-01-01T00:00:00Z\"}"
                .formatted(customer.email(), customer.phone());
        if (alone) {
            return caller.post("/v1/sessions", "{" + terms, "X-Forwarded-For", device);
        }
        String named = "{\"externalCustomerId\":\"%s\",\"deviceIp\":\"%s\",".formatted(customer.id(), device);
        return caller.post("/v1/sessions", named + terms);
    }

    private String whose() {
        return alone ? "" : "?externalCustomerId=" + customer.id();
    }

    private String aStoredMethod(String token) {
        Answer listed = require(200, caller.get("/v1/payment-methods?currency=USD&transactionType=buy", TOKEN, token));
        for (JsonNode method : listed.json().path("methods")) {
            if (method.path("kind").asText().equals("stored")) {
                return method.path("method").path("id").textValue();
            }
        }
        throw new AssertionError("no stored method");
    }

    /** The audit sink rejects the event, after it and the log had everything. */
    private void accept(JsonNode text, String signature, String transaction) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("quoteSignature", signature);
        if (!alone) {
            body.put("externalCustomerId", customer.id());
        }
        if (transaction != null) {
            body.put("transactionId", transaction);
        }
        body.withArray("disclosures")
                .add(((ObjectNode) text.deepCopy()).retain("id", "version", "locale", "digest", "proof"));
        require(503, caller.post("/v1/disclosures/acceptances", body.toString()));
    }

    private String quote(String token, String stored) {
        String request = "{" + purchase() + ",\"paymentMethod\":{\"type\":\"card\",\"id\":\"" + stored + "\"}}";
        Answer quoted = require(200, caller.post("/v1/quotes", request, TOKEN, token));
        return customer.plant(
                "quote signature", quoted.json().path("quote").path("signature").textValue());
    }

    private static Answer require(int status, Answer answer) {
        assertThat(answer.status()).as("%s %s", answer.call(), answer.body()).isEqualTo(status);
        return answer;
    }
}
