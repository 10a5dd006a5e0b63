package io.moonconnect.fault;

import java.util.function.Function;

import io.moonconnect.testing.CalledOperation;
import io.restassured.response.Response;

import static io.moonconnect.testing.Api.post;

/** The service's operations that call MoonPay: the columns of the matrix. */
enum OurOperation {
    CREATE_SESSION(CalledOperation.CREATE_SESSION),
    REVOKE_SESSIONS(CalledOperation.REVOKE_CUSTOMER_SESSIONS),
    PAYMENT_METHODS(CalledOperation.LIST_PAYMENT_METHODS),
    DELETE_PAYMENT_METHOD(CalledOperation.DELETE_PAYMENT_METHOD),
    QUOTE(CalledOperation.GET_BUY_QUOTE),
    TRANSACTIONS(CalledOperation.LIST_TRANSACTIONS),
    TRANSACTION(CalledOperation.GET_TRANSACTION),
    CUSTOMER(CalledOperation.GET_CUSTOMERS_BY_EXTERNAL_ID),
    KYC(CalledOperation.SUBMIT_CUSTOMER_KYC),
    UPLOAD_URL(CalledOperation.CREATE_CUSTOMER_FILE_UPLOAD_URL),
    FILES(CalledOperation.SUBMIT_CUSTOMER_FILES),
    EXPORT(CalledOperation.EXPORT_CUSTOMER),
    ASSETS(CalledOperation.LIST_ASSETS),
    /** The fault hits the list of methods that a comparison starts with. */
    COMPARISON(CalledOperation.LIST_PAYMENT_METHODS, 1, token -> post(token, "/v1/quotes/compare", purchase(""))),
    /** The fault hits the legs of a comparison that starts with them. */
    COMPARED_QUOTES(CalledOperation.GET_BUY_QUOTE, 2, token -> post(token, "/v1/quotes/compare", purchase("""
            ,"paymentMethods":[{"type":"google_pay"},{"type":"apple_pay"}]""")));

    private final CalledOperation called;
    private final int legs;
    private final int goodStatus;
    private final Function<String, Response> request;

    OurOperation(CalledOperation called) {
        this.called = called;
        this.legs = 1;
        this.goodStatus = called.goodStatus();
        this.request = called::request;
    }

    OurOperation(CalledOperation called, int legs, Function<String, Response> request) {
        this.called = called;
        this.legs = legs;
        this.goodStatus = 200;
        this.request = request;
    }

    /** The operation of MoonPay. */
    CalledOperation called() {
        return called;
    }

    /** Concurrent calls. */
    int legs() {
        return legs;
    }

    int goodStatus() {
        return goodStatus;
    }

    Response request(String accessToken) {
        return request.apply(accessToken);
    }

    /** Whether the call authenticates by the secret key and not by a customer's token. */
    boolean byKey() {
        return switch (called) {
            case CREATE_SESSION, REVOKE_CUSTOMER_SESSIONS, GET_CUSTOMERS_BY_EXTERNAL_ID, LIST_ASSETS -> true;
            default -> called.looksUp();
        };
    }

    /** Whether MoonPay's success has no body that could be cut. */
    boolean answeredWithoutBody() {
        return called == CalledOperation.REVOKE_CUSTOMER_SESSIONS;
    }

    /** Whether the whole operation has the time of one call. */
    boolean isComparison() {
        return this == COMPARISON || this == COMPARED_QUOTES;
    }

    private static String purchase(String more) {
        return """
                {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},
                 "wallet":{"address":"0xA11CE00000000000000000000000000000000001"}%s}""".formatted(more);
    }
}
