package io.moonconnect.testing;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.moonconnect.testing.Api.anybody;
import static io.moonconnect.testing.Api.as;
import static io.moonconnect.testing.Api.post;

/** An operation of MoonPay's, and the request to us that leads to a single call of it. */
public enum CalledOperation {
    CREATE_SESSION(
            "createSession",
            false,
            201,
            token -> post("/v1/sessions", "{\"externalCustomerId\":\"cust-1\",\"deviceIp\":\"81.2.69.160\"}")),
    REVOKE_CUSTOMER_SESSIONS(
            "revokeCustomerSessions", false, 204, token -> anybody().delete("/v1/sessions?externalCustomerId=cust-1")),
    LIST_PAYMENT_METHODS("listPaymentMethods", true, 200, token -> as(token)
            .get("/v1/payment-methods?currency=USD&transactionType=buy")),
    DELETE_PAYMENT_METHOD(
            "deletePaymentMethod", false, 404, token -> as(token).delete("/v1/payment-methods/nobodys-card")),
    GET_BUY_QUOTE("getBuyQuote", true, 200, token -> post(token, "/v1/quotes", """
            {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}}}""")),
    LIST_TRANSACTIONS("listTransactions", true, 200, token -> as(token).get("/v1/transactions")),
    GET_TRANSACTION("getTransaction", true, 404, token -> as(token).get("/v1/transactions/nobodys-payment")),
    GET_CUSTOMERS_BY_EXTERNAL_ID("getCustomersByExternalId", true, 200, token -> anybody()
            .get("/v1/customers/me?externalCustomerId=cust-1")),
    SUBMIT_CUSTOMER_KYC("submitCustomerKyc", false, 200, token -> about("cust-1")
            .body("{\"phoneNumber\":{\"number\":\"+14155550142\"}}")
            .patch("/v1/customers/me/kyc")),
    CREATE_CUSTOMER_FILE_UPLOAD_URL("createCustomerFileUploadUrl", false, 200, token -> about("cust-1")
            .body("{\"fileType\":\"passport\",\"mimeType\":\"image/png\"}")
            .post("/v1/customers/me/files/upload-url")),
    SUBMIT_CUSTOMER_FILES("submitCustomerFiles", false, 422, token -> about("cust-1")
            .body("{\"files\":[{\"uploadId\":\"nobodys-file\"}]}")
            .post("/v1/customers/me/files")),
    EXPORT_CUSTOMER("exportCustomer", false, 401, token -> anybody()
            .header("MoonPay-Consent-Token", "nobodys-consent")
            .post("/v1/customers/export")),
    /** Pages are remembered, so each request is for another one. */
    LIST_ASSETS("listAssets", true, 200, token -> anybody().get("/v1/assets?code=T" + Pages.ASKED.incrementAndGet()));

    private final String id;
    private final boolean safe;
    private final int goodStatus;
    private final Function<String, Response> request;

    private static final class Pages {

        private static final AtomicInteger ASKED = new AtomicInteger();
    }

    CalledOperation(String id, boolean safe, int goodStatus, Function<String, Response> request) {
        this.id = id;
        this.safe = safe;
        this.goodStatus = goodStatus;
        this.request = request;
    }

    private static RequestSpecification about(String externalCustomerId) {
        return anybody().contentType(ContentType.JSON).queryParam("externalCustomerId", externalCustomerId);
    }

    /** MoonPay's operation id. */
    public String id() {
        return id;
    }

    /** Whether it is retried, because it only reads. */
    public boolean isSafe() {
        return safe;
    }

    /** Whether a caller may repeat it although MoonPay may have processed it. */
    public boolean mayHappenTwice() {
        return switch (this) {
            case SUBMIT_CUSTOMER_KYC, CREATE_CUSTOMER_FILE_UPLOAD_URL, SUBMIT_CUSTOMER_FILES, EXPORT_CUSTOMER -> false;
            default -> true;
        };
    }

    /** Whether the customer is looked up first, by another call. */
    public boolean looksUp() {
        return switch (this) {
            case SUBMIT_CUSTOMER_KYC, CREATE_CUSTOMER_FILE_UPLOAD_URL, SUBMIT_CUSTOMER_FILES -> true;
            default -> false;
        };
    }

    /** What we answer while nothing is wrong. */
    public int goodStatus() {
        return goodStatus;
    }

    /** @param accessToken of a customer, for the operations that need one */
    public Response request(String accessToken) {
        return request.apply(accessToken);
    }
}
