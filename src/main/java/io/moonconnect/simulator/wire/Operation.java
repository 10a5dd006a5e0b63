package io.moonconnect.simulator.wire;

import java.util.Arrays;
import java.util.Optional;

import io.vertx.core.http.HttpMethod;

import static io.moonconnect.simulator.wire.Access.ACCESS_TOKEN;
import static io.moonconnect.simulator.wire.Access.SECRET_KEY;
import static io.moonconnect.simulator.wire.Access.SECRET_KEY_AND_CONSENT_TOKEN;
import static io.moonconnect.simulator.wire.Access.SECRET_KEY_OR_ACCESS_TOKEN;

/** Every operation of MoonPay's Platform API, under the operation id that {@code platform.openapi.yaml} gives it. */
public enum Operation {
    CREATE_SESSION("createSession", HttpMethod.POST, "/sessions", SECRET_KEY),
    REVOKE_CUSTOMER_SESSIONS("revokeCustomerSessions", HttpMethod.DELETE, "/sessions", SECRET_KEY),
    LIST_PAYMENT_METHODS("listPaymentMethods", HttpMethod.GET, "/payment-methods", ACCESS_TOKEN),
    DELETE_PAYMENT_METHOD("deletePaymentMethod", HttpMethod.DELETE, "/payment-methods/:paymentMethodId", ACCESS_TOKEN),
    GET_BUY_QUOTE("getBuyQuote", HttpMethod.POST, "/quotes/buy", ACCESS_TOKEN),
    LIST_TRANSACTIONS("listTransactions", HttpMethod.GET, "/transactions", ACCESS_TOKEN),
    GET_TRANSACTION("getTransaction", HttpMethod.GET, "/transactions/:id", ACCESS_TOKEN),
    GET_CUSTOMER("getCustomer", HttpMethod.GET, "/customers/:id", SECRET_KEY_OR_ACCESS_TOKEN),
    GET_CUSTOMERS_BY_EXTERNAL_ID(
            "getCustomersByExternalId",
            HttpMethod.GET,
            "/customers/ext/:externalCustomerId",
            SECRET_KEY_OR_ACCESS_TOKEN),
    SUBMIT_CUSTOMER_KYC("submitCustomerKyc", HttpMethod.PATCH, "/customers/:id/kyc", SECRET_KEY_OR_ACCESS_TOKEN),
    CREATE_CUSTOMER_FILE_UPLOAD_URL(
            "createCustomerFileUploadUrl", HttpMethod.POST, "/customers/:id/files/upload-url", SECRET_KEY),
    SUBMIT_CUSTOMER_FILES("submitCustomerFiles", HttpMethod.POST, "/customers/:id/files", SECRET_KEY),
    EXPORT_CUSTOMER("exportCustomer", HttpMethod.POST, "/customers/export", SECRET_KEY_AND_CONSENT_TOKEN),
    LIST_ASSETS("listAssets", HttpMethod.GET, "/assets", SECRET_KEY_OR_ACCESS_TOKEN),
    CREATE_IDENTITY("createIdentity", HttpMethod.POST, "/identities", ACCESS_TOKEN),
    GET_IDENTITY("getIdentity", HttpMethod.GET, "/identities/:id", ACCESS_TOKEN),
    UPDATE_IDENTITY("updateIdentity", HttpMethod.PATCH, "/identities/:id", ACCESS_TOKEN),
    CREATE_IDENTITY_UPLOAD_URL(
            "createIdentityUploadUrl", HttpMethod.POST, "/identities/:id/files/upload-url", ACCESS_TOKEN),
    CONFIRM_IDENTITY_FILES("confirmIdentityFiles", HttpMethod.POST, "/identities/:id/files", ACCESS_TOKEN),
    START_IDENTITY_VERIFICATION(
            "startIdentityVerification", HttpMethod.POST, "/identities/:id/verifications", ACCESS_TOKEN);

    private static final String ROOT = "/platform/v1";

    private final String id;
    private final HttpMethod method;
    private final String path;
    private final Access access;

    Operation(String id, HttpMethod method, String path, Access access) {
        this.id = id;
        this.method = method;
        this.path = ROOT + path;
        this.access = access;
    }

    public String id() {
        return id;
    }

    public HttpMethod method() {
        return method;
    }

    /** The path with parameters in the syntax of Vert.x, {@code :id}. */
    public String path() {
        return path;
    }

    public Access access() {
        return access;
    }

    public static Optional<Operation> byId(String id) {
        return Arrays.stream(values())
                .filter(operation -> operation.id.equals(id))
                .findFirst();
    }
}
