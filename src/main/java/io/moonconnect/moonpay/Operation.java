package io.moonconnect.moonpay;

import io.vertx.core.http.HttpMethod;

/** MoonPay's operations that this service uses, named as in MoonPay's API document. */
public enum Operation {
    CREATE_SESSION("createSession", HttpMethod.POST, "/platform/v1/sessions"),
    REVOKE_CUSTOMER_SESSIONS("revokeCustomerSessions", HttpMethod.DELETE, "/platform/v1/sessions"),
    LIST_PAYMENT_METHODS("listPaymentMethods", HttpMethod.GET, "/platform/v1/payment-methods"),
    DELETE_PAYMENT_METHOD("deletePaymentMethod", HttpMethod.DELETE, "/platform/v1/payment-methods"),
    GET_BUY_QUOTE("getBuyQuote", HttpMethod.POST, "/platform/v1/quotes/buy"),
    LIST_TRANSACTIONS("listTransactions", HttpMethod.GET, "/platform/v1/transactions"),
    GET_TRANSACTION("getTransaction", HttpMethod.GET, "/platform/v1/transactions"),
    GET_CUSTOMERS_BY_EXTERNAL_ID("getCustomersByExternalId", HttpMethod.GET, "/platform/v1/customers/ext"),
    SUBMIT_CUSTOMER_KYC("submitCustomerKyc", HttpMethod.PATCH, "/platform/v1/customers"),
    CREATE_CUSTOMER_FILE_UPLOAD_URL("createCustomerFileUploadUrl", HttpMethod.POST, "/platform/v1/customers"),
    SUBMIT_CUSTOMER_FILES("submitCustomerFiles", HttpMethod.POST, "/platform/v1/customers"),
    EXPORT_CUSTOMER("exportCustomer", HttpMethod.POST, "/platform/v1/customers/export"),
    LIST_ASSETS("listAssets", HttpMethod.GET, "/platform/v1/assets");

    private final String id;
    private final HttpMethod method;
    private final String path;

    Operation(String id, HttpMethod method, String path) {
        this.id = id;
        this.method = method;
        this.path = path;
    }

    /** The operation id of MoonPay's API document, used in metrics and logs. */
    public String id() {
        return id;
    }

    /** Whether it only reads, so that repeating it has no effect. A quote does, though it is a POST. */
    boolean isSafe() {
        return method == HttpMethod.GET || this == GET_BUY_QUOTE;
    }

    /**
     * Whether it does no harm if MoonPay processes it twice: a read, a second session (which is never used), a deletion
     * or revocation (which then finds nothing). MoonPay would act on everything else twice, or has already consumed its
     * token. {@link Seen} has what follows.
     */
    boolean mayHappenTwice() {
        return switch (this) {
            case SUBMIT_CUSTOMER_KYC, CREATE_CUSTOMER_FILE_UPLOAD_URL, SUBMIT_CUSTOMER_FILES, EXPORT_CUSTOMER -> false;
            default -> true;
        };
    }

    HttpMethod method() {
        return method;
    }

    String path() {
        return path;
    }
}
