package io.moonconnect.testing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.moonconnect.contract.OwnContractFilter;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** A webhook as MoonPay sends it, signed as its documentation says. */
public record SignedWebhook(String signature, byte[] body) {

    public static final String PATH = "/v1/webhooks/moonpay";
    public static final String HEADER = "Moonpay-Signature-V2";

    public static SignedWebhook of(String key, Instant time, String body) {
        return of(key, time, body.getBytes(StandardCharsets.UTF_8));
    }

    public static SignedWebhook of(String key, Instant time, byte[] body) {
        String t = Long.toString(time.getEpochSecond());
        return new SignedWebhook("t=" + t + ",s=" + hmac(key, t, body), body);
    }

    /** The event that a transaction has been completed; without an id of its own, it is known by its content. */
    public static String completed(String transaction) {
        return "{\"type\":\"transaction_updated\",\"data\":{\"id\":\"" + transaction
                + "\",\"status\":\"completed\",\"updatedAt\":\"2026-11-20T09:14:58.000Z\"}}";
    }

    /** Lower-case hexadecimal digits. */
    public static String hmac(String key, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Posts it to the service under test; the answer is held against our OpenAPI document. */
    public Response post() {
        return given().filter(new OwnContractFilter()).spec(request()).post(PATH);
    }

    /** Posts it to the service whose API is there. */
    public Response postTo(URI api) {
        return request().post(api.resolve(PATH));
    }

    private RequestSpecification request() {
        return given().header(HEADER, signature).contentType("application/json").body(body);
    }
}
