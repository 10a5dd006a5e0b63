package io.moonconnect.fault;

import java.util.function.Function;

import io.moonconnect.testing.CalledOperation;
import io.restassured.response.Response;

import static io.moonconnect.testing.Api.post;

/** What of ours leads to calls of MoonPay's: the columns of the matrix. */
enum OurOperation {
    CREATE_SESSION(CalledOperation.CREATE_SESSION),
    REVOKE_SESSIONS(CalledOperation.REVOKE_CUSTOMER_SESSIONS),
    PAYMENT_METHODS(CalledOperation.LIST_PAYMENT_METHODS),
    DELETE_PAYMENT_METHOD(CalledOperation.DELETE_PAYMENT_METHOD),
    QUOTE(CalledOperation.GET_BUY_QUOTE),
    TRANSACTIONS(CalledOperation.LIST_TRANSACTIONS),
    TRANSACTION(CalledOperation.GET_TRANSACTION),
    CUSTOMER(CalledOperation.GET_CUSTOMERS_BY_EXTERNAL_ID),
    ASSETS(CalledOperation.LIST_ASSETS),
    /** The fault meets the list that a comparison begins with. */
    COMPARISON(CalledOperation.LIST_PAYMENT_METHODS, 1, token -> post(token, "/v1/quotes/compare", purchase(""))),
    /** The fault meets the legs of a comparison that begins with them. */
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

    /** What it calls at MoonPay. */
    CalledOperation called() {
        return called;
    }

    /** Calls that it makes at once. */
    int legs() {
        return legs;
    }

    int goodStatus() {
        return goodStatus;
    }

    Response request(String accessToken) {
        return request.apply(accessToken);
    }

    /** Whether MoonPay is called with our key, and not with a customer's token. */
    boolean byKey() {
        return switch (called) {
            case CREATE_SESSION, REVOKE_CUSTOMER_SESSIONS, GET_CUSTOMERS_BY_EXTERNAL_ID, LIST_ASSETS -> true;
            default -> false;
        };
    }

    /** Whether nothing is read from MoonPay's success. */
    boolean readsNothing() {
        return called == CalledOperation.REVOKE_CUSTOMER_SESSIONS || called == CalledOperation.DELETE_PAYMENT_METHOD;
    }

    /** Whether MoonPay's right answer to it here has no body that could break. */
    boolean answeredWithoutBody() {
        return called == CalledOperation.REVOKE_CUSTOMER_SESSIONS;
    }

    /** Whether all of it has to be over in the time of one call. */
    boolean isComparison() {
        return this == COMPARISON || this == COMPARED_QUOTES;
    }

    private static String purchase(String more) {
        return """
                {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},
                 "wallet":{"address":"0xA11CE00000000000000000000000000000000001"}%s}""".formatted(more);
    }
}
