package io.moonconnect.simulator.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import io.moonconnect.simulator.platform.Simulation;
import io.moonconnect.simulator.wire.Body;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * Sends changes of payments and customers as events, at least once and in no guaranteed order. Runs on the server's
 * event loop.
 */
public final class Webhooks {

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);

    /** How long the first event of a pair waits for the second, if the order is to be reversed. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Supplier<Simulation> simulations;
    private final WebhookSettings initial;
    private WebhookSettings settings;
    private Deliveries deliveries;
    private Buffer held;

    public Webhooks(Vertx vertx, Supplier<Simulation> simulations, WebhookSettings initial) {
        this.vertx = vertx;
        this.simulations = simulations;
        this.initial = initial;
    }

    /** On the server's event loop. */
    public void start() {
        reset();
        vertx.setPeriodic(LOOK_INTERVAL.toMillis(), id -> look());
    }

    /** Deliveries in progress are not repeated. */
    public void reset() {
        if (deliveries != null) {
            deliveries.stop();
        }
        settings = initial;
        held = null;
        deliveries = new Deliveries(vertx, this::now, () -> settings, this::wrongSignature);
    }

    public JsonObject change(Body body) {
        settings = settings.with(body);
        return json();
    }

    /** Sends an event of any kind according to the settings. */
    public void send(JsonObject event) {
        send(event.toBuffer());
    }

    public JsonObject json() {
        return settings.json().put("deliveries", deliveries.json());
    }

    /** Signatures use the real time, even if the simulated clock has been advanced. */
    private Instant now() {
        return simulations
                .get()
                .clock()
                .instant()
                .minus(simulations.get().clock().ahead());
    }

    private boolean wrongSignature() {
        if (settings.wrongSignatures() == 0) {
            return false;
        }
        settings = settings.withOneWrongLess();
        return true;
    }

    private void look() {
        if (settings.url().isEmpty()) {
            return;
        }
        List<JsonObject> payments = simulations.get().transactions().changes();
        payments.forEach(event -> send(settings.platformShape() ? inPlatformShape(event) : event));
        simulations.get().customers().kycChanges().forEach(this::sendIdentity);
    }

    private void sendIdentity(JsonObject customer) {
        send(envelope("customer.identity_status_updated", customer));
    }

    private JsonObject inPlatformShape(JsonObject event) {
        return envelope(event.getString("type"), event.getJsonObject("data"));
    }

    private JsonObject envelope(String type, JsonObject subject) {
        return JsonObject.of(
                "id",
                UUID.randomUUID().toString(),
                "type",
                type,
                "timestamp",
                simulations.get().clock().instant().toString(),
                "data",
                subject);
    }

    private void send(Buffer event) {
        if (settings.disorder() && held == null) {
            held = event;
            vertx.setTimer(LONGEST_HOLD.toMillis(), id -> sendHeld(event));
            return;
        }
        deliveries.send(event);
        if (held != null) {
            sendHeld(held);
        }
    }

    private void sendHeld(Buffer event) {
        if (event == held) {
            held = null;
            deliveries.send(event);
        }
    }
}
