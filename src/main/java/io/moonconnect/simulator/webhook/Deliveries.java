package io.moonconnect.simulator.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Sends events until a 2xx within five seconds; each attempt has a new signature and a longer pause before it. */
final class Deliveries {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** MoonPay's schedule is not documented. */
    private static final int MOST_ATTEMPTS = 12;

    private static final int MOST_LOGGED = 1_000;
    private static final int NO_ANSWER = 0;
    private static final String HMAC = "HmacSHA256";

    private final Vertx vertx;
    private final Supplier<Instant> clock;
    private final Supplier<WebhookSettings> settings;
    private final BooleanSupplier wrongSignature;
    private final HttpClient client;
    private final Deque<JsonObject> log = new ArrayDeque<>();
    private boolean stopped;

    /** @param wrongSignature called once per request */
    Deliveries(
            Vertx vertx, Supplier<Instant> clock, Supplier<WebhookSettings> settings, BooleanSupplier wrongSignature) {
        this.vertx = vertx;
        this.clock = clock;
        this.settings = settings;
        this.wrongSignature = wrongSignature;
        this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
    }

    void send(Buffer event) {
        for (int copy = 0; copy <= settings.get().duplicates(); copy++) {
            attempt(event, 1);
        }
    }

    void stop() {
        stopped = true;
        client.close();
    }

    /** All requests, the newest last: {@code {type, attempt, status}}; status 0 if there was no response. */
    JsonArray json() {
        JsonArray json = new JsonArray();
        log.forEach(json::add);
        return json;
    }

    private void attempt(Buffer event, int attempt) {
        request(event)
                .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(answered -> answered(event, attempt, answered.succeeded() ? answered.result() : NO_ANSWER));
    }

    private void answered(Buffer event, int attempt, int status) {
        if (stopped) {
            return;
        }
        log.add(JsonObject.of("type", new JsonObject(event).getValue("type"), "attempt", attempt, "status", status));
        if (log.size() > MOST_LOGGED) {
            log.remove();
        }
        if (status / 100 != 2 && attempt < MOST_ATTEMPTS) {
            long pause = settings.get().retry().toMillis() << (attempt - 1);
            vertx.setTimer(Math.max(1, pause), id -> again(event, attempt + 1));
        }
    }

    private void again(Buffer event, int attempt) {
        if (!stopped) {
            attempt(event, attempt);
        }
    }

    private Future<Integer> request(Buffer event) {
        try {
            RequestOptions options = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setAbsoluteURI(settings.get().url())
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Moonpay-Signature-V2", signature(event));
            return client.request(options)
                    .compose(request -> request.send(event))
                    .map(HttpClientResponse::statusCode);
        } catch (RuntimeException noUrl) {
            return Future.failedFuture(noUrl);
        }
    }

    private String signature(Buffer event) {
        String key = settings.get().key();
        String time = Long.toString(clock.get().getEpochSecond());
        return "t=" + time + ",s=" + hmac(wrongSignature.getAsBoolean() ? key + "-wrong" : key, time, event);
    }

    private static String hmac(String key, String time, Buffer body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + HMAC, impossible);
        }
    }
}
