package io.moonconnect.testing;

import io.moonconnect.contract.OwnContractFilter;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** The service under test, as a frontend calls it. Every answer is held against our OpenAPI document. */
public final class Api {

    private Api() {}

    /** A request without an access token. */
    public static RequestSpecification anybody() {
        return given().filter(new OwnContractFilter());
    }

    /** A request with a customer's access token. */
    public static RequestSpecification as(String accessToken) {
        return anybody().header("MoonPay-Access-Token", accessToken);
    }

    /** A request whose answer will not follow the document: what MoonPay sent in it does not either. */
    public static RequestSpecification unheld(String accessToken) {
        return given().header("MoonPay-Access-Token", accessToken).contentType(ContentType.JSON);
    }

    /** Posts JSON with a customer's access token. */
    public static Response post(String accessToken, String path, String json) {
        return as(accessToken).contentType(ContentType.JSON).body(json).post(path);
    }

    /** Posts JSON without one. */
    public static Response post(String path, String json) {
        return anybody().contentType(ContentType.JSON).body(json).post(path);
    }
}
