package io.moonconnect.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonParseException;

import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;

import static org.awaitility.Awaitility.await;

/** Faulty answers of MoonPay that echo whatever it knows, cancelled requests, and defects of the service. */
final class BadAnswers {

    /**
     * Whether every status is combined with every value at the truncation limit; otherwise one status is, and the
     * others get one value.
     */
    private static final boolean FULL = Boolean.getBoolean("tests.full");

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int OVER_THE_CAP = 2 * 1024 * 1024;

    /** Long enough for the value that follows to be truncated in the middle. */
    private static final String LONG_WORDS = "x".repeat(270);

    private static final String TOKEN = "MoonPay-Access-Token";

    private final Caller caller;
    private final PlantedCustomer customer;
    private final SimulatorControl moonPay;
    private final String accessToken;
    private final String purchase;
    private String consent;

    BadAnswers(Caller caller, PlantedCustomer customer, SimulatorControl moonPay, String accessToken, String purchase) {
        this.caller = caller;
        this.customer = customer;
        this.moonPay = moonPay;
        this.accessToken = accessToken;
        this.purchase = "{" + purchase + "}";
    }

    void run() {
        for (int status : List.of(400, 401, 403, 404, 409, 418, 422, 429, 500, 503, 504)) {
            for (Planted value : status == 400 || FULL ? customer.all() : List.of(Planted.SECRET_KEY)) {
                answeredBy(error(status, LONG_WORDS + value.value()));
            }
            answeredBy(error(status, everything()));
            answeredBy(SimulatorFault.literal("*", status, everything().getBytes(StandardCharsets.UTF_8)));
        }
        answeredBy(SimulatorFault.literal("*", 404, ("Cannot POST /" + everything()).getBytes(StandardCharsets.UTF_8)));
        for (String body : List.of(
                everything(),
                "{\"data\":\"" + everything() + "\"}",
                "{\"data\":[{\"" + everything(),
                "{\"data\":{\"expiresAt\":\"" + everything() + "\",\"source\":{\"amount\":\"" + everything() + "\"}}}",
                "{\"sessionToken\":{\"x\":\"" + everything() + "\"}}")) {
            answeredBy(SimulatorFault.literal("*", 200, body.getBytes(StandardCharsets.UTF_8))
                    .headers(echoes()));
        }
        answeredBy(SimulatorFault.redirect("*", 302).headers(Map.of("Location", "https://" + customer.email())));
        answeredBy(SimulatorFault.oversize("*", OVER_THE_CAP));
        answeredBy(SimulatorFault.reset("*"));
        answeredBy(SimulatorFault.truncate("*"));
        answeredBy(SimulatorFault.abort("*"));
        answeredBy(SimulatorFault.drop("*"));
        answeredBy(SimulatorFault.malformed("*"));
        answeredBy(SimulatorFault.hang("*"));
        customerData();
        goneCallers();
        unexpectedFailures();
    }

    /** The lookup succeeds, and what follows fails. */
    private void customerData() {
        consent = customer.plant("refused consent token", "consent-" + Planted.random(32));
        String values = customer.kycValues();
        for (String operation :
                List.of("submitCustomerKyc", "createCustomerFileUploadUrl", "submitCustomerFiles", "exportCustomer")) {
            for (int status : List.of(400, 401, 403, 409, 422, 500)) {
                submitted(SimulatorFault.status(operation, status, values + Planted.SECRET_KEY.value()));
                submitted(SimulatorFault.status(operation, status, LONG_WORDS + customer.name()));
                submitted(SimulatorFault.status(operation, status, everything()).headers(echoes()));
            }
            submitted(SimulatorFault.literal(operation, 200, everything().getBytes(StandardCharsets.UTF_8)));
            submitted(SimulatorFault.truncate(operation));
            submitted(SimulatorFault.abort(operation));
            submitted(SimulatorFault.hang(operation));
        }
    }

    private void submitted(SimulatorFault fault) {
        moonPay.clearFaults();
        moonPay.add(fault);
        String whose = "?externalCustomerId=" + customer.id();
        caller.patch("/v1/customers/me/kyc" + whose, customer.kyc());
        caller.post("/v1/customers/me/files/upload-url" + whose, "{\"fileType\":\"" + customer.name() + "\"}");
        caller.post("/v1/customers/me/files" + whose, "{\"files\":[{\"uploadId\":\"" + customer.name() + "\"}]}");
        caller.send("POST", "/v1/customers/export", null, "MoonPay-Consent-Token", consent);
        moonPay.clearFaults();
    }

    private void answeredBy(SimulatorFault fault) {
        moonPay.clearFaults();
        moonPay.add(fault);
        session();
        caller.post("/v1/quotes", purchase, TOKEN, accessToken);
        caller.post("/v1/quotes/compare", purchase, TOKEN, accessToken);
        caller.get("/v1/customers/me?externalCustomerId=" + customer.id());
        caller.get("/v1/transactions/tx-1", TOKEN, accessToken);
        moonPay.clearFaults();
    }

    private Answer session() {
        return caller.post(
                "/v1/sessions",
                "{\"externalCustomerId\":\"" + customer.id() + "\",\"deviceIp\":\"" + customer.deviceV4()
                        + "\",\"email\":\"" + customer.email() + "\",\"phoneNumber\":\"" + customer.phone() + "\"}");
    }

    private void goneCallers() {
        moonPay.delay("getBuyQuote", Duration.ofSeconds(30));
        SimulatorControl.Counts before = moonPay.counts("getBuyQuote");
        String head = RawHttp.head(
                "POST",
                "/v1/quotes/compare",
                "Authorization: ApiKey " + Planted.API_KEY.value(),
                "Content-Type: application/json",
                TOKEN + ": " + accessToken,
                "Content-Length: " + purchase.length());
        try (Socket socket = RawHttp.open()) {
            socket.getOutputStream().write((head + purchase).getBytes(StandardCharsets.ISO_8859_1));
            await().atMost(SOON).until(() -> moonPay.counts("getBuyQuote").started() > before.started());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(SOON).until(() -> moonPay.counts("getBuyQuote").cancelled() > before.cancelled());
        moonPay.clearFaults();
    }

    /** The message of an unexpected exception can contain anything. */
    private void unexpectedFailures() {
        JsonParseException cause = new JsonParseException(null, "Unrecognized token '" + customer.email() + "'");
        FaultyClock.failOnce(new IllegalStateException("cannot read " + everything(), cause));
        session();
        IllegalArgumentException other = new IllegalArgumentException(customer.wallet());
        other.addSuppressed(new IOException(customer.phone()));
        FaultyClock.failOnce(other);
        session();
    }

    private SimulatorFault error(int status, String message) {
        return SimulatorFault.status("*", status, message).headers(echoes());
    }

    private String everything() {
        return customer.all().stream().map(Planted::value).collect(Collectors.joining(" "));
    }

    /** MoonPay's request id is relayed, so it has no planted value. */
    private Map<String, String> echoes() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Echo", everything());
        headers.put("Set-Cookie", "session=" + customer.email());
        headers.put("WWW-Authenticate", "Bearer " + Planted.SECRET_KEY.value());
        headers.put("Retry-After", customer.phone());
        headers.put("Date", customer.email());
        headers.put("Location", "https://" + customer.email());
        return headers;
    }
}
