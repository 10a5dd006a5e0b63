package io.moonconnect.testing;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A test's hand on a running simulator: the control API with types. */
public final class SimulatorControl {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ControlWire wire;

    public SimulatorControl(URI base) {
        this.wire = new ControlWire(base);
    }

    /** Of the simulator that runs with the service under test, see {@link SimulatorPort}. */
    public static SimulatorControl ofTheServiceUnderTest() {
        Config config = ConfigProvider.getConfig();
        String called = config.getValue("moonpay.base-url", String.class);
        String control = called.startsWith("https:")
                ? "http://localhost:" + config.getValue("simulator.port", Integer.class)
                : called;
        return new SimulatorControl(URI.create(control));
    }

    /** The decrypted credentials of a connection. */
    public record Credentials(String accessToken, String clientToken, String expiresAt) {}

    /** What became of the calls of one operation. */
    public record Counts(long started, long completed, long cancelled, long dropped, long inFlight) {}

    /** A call that the simulator got; header names are lower case, keys and tokens are hashed. */
    public record Request(
            String operation,
            String requestId,
            String method,
            String path,
            String query,
            Map<String, String> headers,
            String body) {

        public JsonNode json() {
            return ControlWire.read(body);
        }
    }

    /** Brings everything back: settings, clock, rules, counts, log, customers. */
    public void reset() {
        send("POST", "/reset", null);
    }

    /** An access token as a check frame would hand it out; {@code cust-new...} gets an anonymous one. */
    public String accessToken(String externalCustomerId) {
        return credentials(externalCustomerId).accessToken();
    }

    public Credentials credentials(String externalCustomerId) {
        return credentials(object("externalCustomerId", externalCustomerId));
    }

    public String accessToken(String externalCustomerId, Duration life) {
        ObjectNode body = object("externalCustomerId", externalCustomerId).put("lifeMillis", life.toMillis());
        return credentials(body).accessToken();
    }

    public String anonymousToken() {
        return credentials(JSON.createObjectNode().put("anonymous", true)).accessToken();
    }

    /** Spends a session token, as the check frame does. */
    public Credentials spend(String sessionToken) {
        return credentials(object("sessionToken", sessionToken));
    }

    /** A consent token for an export; with null it is bound to no customer. */
    public String consentToken(String externalCustomerId) {
        return send("POST", "/consent-tokens", object("externalCustomerId", externalCustomerId))
                .path("consentToken")
                .textValue();
    }

    /** The connection result of a check frame: {@code {status, reason?, capabilities?}}. */
    public JsonNode connection(String externalCustomerId) {
        return send("GET", "/connections?externalCustomerId=" + encoded(externalCustomerId), null);
    }

    /** Lets the customer pay in the buy frame, and gives the transaction's id. */
    public String createTransaction(String accessToken, String signature) {
        ObjectNode body = object("accessToken", accessToken).put("signature", signature);
        return send("POST", "/transactions", body).path("id").textValue();
    }

    public void add(SimulatorFault fault) {
        send("POST", "/faults", fault.json());
    }

    /** Replaces all faults in one step: a call in between, as of a poll, meets either them or this one. */
    public void replaceFaults(SimulatorFault fault) {
        send("PUT", "/faults", fault.json());
    }

    /** The simulator counts a call when its response is written, which a caller may have read by then. */
    public void awaitCompleted(String operation, int calls) {
        Awaitility.await().until(() -> counts(operation).completed() == calls);
    }

    public void clearFaults() {
        send("DELETE", "/faults", null);
    }

    /** Shorthand of the most frequent faults; the others are in {@link SimulatorFault}. */
    public void delay(String operation, Duration delay) {
        add(SimulatorFault.delay(operation, delay));
    }

    public void status(String operation, int status) {
        add(SimulatorFault.status(operation, status));
    }

    /** From now on exactly these bytes are the answer, as {@code application/json}. */
    public void literal(String operation, int status, String body) {
        add(SimulatorFault.literal(operation, status, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Takes these capabilities away, and gives all others back; none gives all back. */
    public void disable(String... operations) {
        ObjectNode body = JSON.createObjectNode();
        List.of(operations).forEach(body.putArray("operations")::add);
        send("PUT", "/disabled", body);
    }

    /** How the frames behave; see the package {@code io.moonconnect.simulator.control}. */
    public void frames(String settings) {
        send("PATCH", "/frames", ControlWire.read(settings));
    }

    /** Calls a second; 0 is off. */
    public void rate(int perSecond) {
        set("rate", perSecond);
    }

    /** What a 429 says in {@code Retry-After}; negative leaves it out. */
    public void retryAfterSeconds(int seconds) {
        set("retryAfterSeconds", seconds);
    }

    public void quoteLife(Duration life) {
        set("quoteLifeMillis", life.toMillis());
    }

    public void stageLife(Duration life) {
        set("stageLifeMillis", life.toMillis());
    }

    /** Between completion and delivery of {@code cust-late}. */
    public void lateDelivery(Duration after) {
        set("lateDeliveryMillis", after.toMillis());
    }

    /** Whether sessions and quotes with unknown members are refused. */
    public void closedBodies(boolean closed) {
        send("PATCH", "/settings", JSON.createObjectNode().put("closedBodies", closed));
    }

    /** Between the start of a bank transfer and the account to transfer to. */
    public void depositDelay(Duration after) {
        set("depositDelayMillis", after.toMillis());
    }

    /** After which MoonPay closes an unused connection; zero is never. */
    public void idleTimeout(Duration timeout) {
        set("idleTimeoutMillis", timeout.toMillis());
    }

    public void advanceClock(Duration by) {
        send("POST", "/clock", JSON.createObjectNode().put("advanceMillis", by.toMillis()));
    }

    /** How webhooks are sent; see the package {@code io.moonconnect.simulator.control}. */
    public void webhooks(String settings) {
        send("PATCH", "/webhooks", ControlWire.read(settings));
    }

    /** The settings, and what was sent: {@code deliveries: [{type, attempt, status}]}. */
    public JsonNode webhooks() {
        return send("GET", "/webhooks", null);
    }

    /** Sends this as an event. */
    public void sendWebhook(String event) {
        send("POST", "/webhooks", ControlWire.read(event));
    }

    /** How many connections were idle and are closed now. */
    public int closeIdleConnections() {
        return send("DELETE", "/idle-connections", null).path("closed").intValue();
    }

    /** Connections to MoonPay's API; those of this control client are not among them. */
    public int openConnections() {
        return send("GET", "/counts", null).path("openConnections").intValue();
    }

    /** Whether no connection is open any more; closes idle ones, for one of the test before may have been in use so far. */
    public boolean hasNoConnections() {
        closeIdleConnections();
        return openConnections() == 0;
    }

    /** Counts of an operation id; of {@code unknown} for paths that MoonPay does not have. */
    public Counts counts(String operation) {
        JsonNode counts = send("GET", "/counts", null).path("counts").path(operation);
        return new Counts(
                counts.path("started").longValue(),
                counts.path("completed").longValue(),
                counts.path("cancelled").longValue(),
                counts.path("dropped").longValue(),
                counts.path("inFlight").longValue());
    }

    /** All calls since the last reset or {@link #forgetRequests()}, of whatever operation. */
    public long started() {
        long started = 0;
        for (JsonNode counts : send("GET", "/counts", null).path("counts")) {
            started += counts.path("started").longValue();
        }
        return started;
    }

    /** The newest calls (at most 2000), oldest first. */
    public List<Request> requests() {
        return requestsAt("/requests");
    }

    public List<Request> requests(String operation) {
        return requestsAt("/requests?operation=" + operation);
    }

    /** When the newest calls (at most 2000) came in, by MoonPay's request id. */
    public Map<String, Instant> arrivals() {
        Map<String, Instant> arrivals = new LinkedHashMap<>();
        send("GET", "/requests", null)
                .path("requests")
                .forEach(entry -> arrivals.put(
                        entry.path("requestId").textValue(),
                        Instant.parse(entry.path("at").textValue())));
        return arrivals;
    }

    public void forgetRequests() {
        send("DELETE", "/requests", null);
    }

    private List<Request> requestsAt(String path) {
        List<Request> requests = new ArrayList<>();
        send("GET", path, null).path("requests").forEach(entry -> requests.add(request(entry)));
        return requests;
    }

    private static Request request(JsonNode entry) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Iterator<String> names = entry.path("headers").fieldNames(); names.hasNext(); ) {
            String name = names.next();
            headers.put(name, entry.path("headers").path(name).textValue());
        }
        return new Request(
                entry.path("operation").textValue(),
                entry.path("requestId").textValue(),
                entry.path("method").textValue(),
                entry.path("path").textValue(),
                entry.path("query").textValue(),
                headers,
                entry.path("body").textValue());
    }

    private Credentials credentials(ObjectNode body) {
        JsonNode json = send("POST", "/access-tokens", body);
        return new Credentials(
                json.path("accessToken").textValue(),
                json.path("clientToken").textValue(),
                json.path("expiresAt").textValue());
    }

    private void set(String setting, long value) {
        send("PATCH", "/settings", JSON.createObjectNode().put(setting, value));
    }

    private JsonNode send(String method, String path, JsonNode body) {
        return wire.send(method, path, body);
    }

    private static ObjectNode object(String name, String value) {
        return JSON.createObjectNode().put(name, value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
