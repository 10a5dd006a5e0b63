package io.moonconnect.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import io.restassured.RestAssured;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/** Cheap load generator: one event loop, and only sums are kept. */
final class LoadClient implements AutoCloseable {

    private static final String PROBLEM = "https://moonconnect.io/problems/";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong longestNanos = new AtomicLong();
    private final LongAdder sent = new LongAdder();
    private final LongAdder left = new LongAdder();

    /** A request that is sent repeatedly; body and token are null if there is none. */
    record Job(HttpMethod method, String path, String accessToken, String body) {}

    LoadClient(int connections) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("localhost").setDefaultPort(RestAssured.port),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /** One job for every operation that calls MoonPay. */
    static List<Job> mix(String token) {
        String purchase = "{\"source\":{\"asset\":{\"code\":\"USD\"},\"amount\":\"120.00\"},"
                + "\"destination\":{\"asset\":{\"code\":\"ETH\"}},"
                + "\"wallet\":{\"address\":\"0xA11CE00000000000000000000000000000000001\"}}";
        return List.of(
                new Job(HttpMethod.POST, "/v1/sessions", null, "{\"externalCustomerId\":\"cust-1\"}"),
                new Job(HttpMethod.DELETE, "/v1/sessions?externalCustomerId=cust-2", null, null),
                new Job(HttpMethod.GET, "/v1/payment-methods?currency=USD&transactionType=buy", token, null),
                new Job(HttpMethod.DELETE, "/v1/payment-methods/nobodys-card", token, null),
                new Job(HttpMethod.POST, "/v1/quotes", token, purchase),
                new Job(HttpMethod.POST, "/v1/quotes/compare", token, purchase),
                new Job(HttpMethod.GET, "/v1/transactions", token, null),
                new Job(HttpMethod.GET, "/v1/transactions/nobodys-payment", token, null),
                new Job(HttpMethod.GET, "/v1/customers/me?externalCustomerId=cust-1", null, null));
    }

    void send(Job job) {
        start();
        long at = System.nanoTime();
        client.request(options(job))
                .compose(request -> sendOn(request, job))
                .compose(response -> response.body().map(body -> kind(response, body)))
                .onComplete(kind -> {
                    longestNanos.accumulateAndGet(System.nanoTime() - at, Math::max);
                    count(kind.succeeded() ? kind.result() : "broken: " + kind.cause());
                    inFlight.decrementAndGet();
                });
    }

    /** Closes the connection after this time, answered or not. */
    void sendAndLeave(Job job, Duration after) {
        start();
        left.increment();
        client.request(options(job))
                .onSuccess(request -> {
                    request.exceptionHandler(known -> {});
                    Future<Buffer> answer = sendOn(request, job).compose(HttpClientResponse::body);
                    vertx.setTimer(Math.max(1, after.toMillis()), now -> {
                        // After an answer, closing would hit the next request on this connection.
                        if (!answer.isComplete()) {
                            request.reset();
                        }
                        inFlight.decrementAndGet();
                    });
                })
                .onFailure(broken -> {
                    count("broken: " + broken);
                    inFlight.decrementAndGet();
                });
    }

    /** Runs every few milliseconds, on the client's event loop. */
    void every(Duration period, Runnable step) {
        vertx.setPeriodic(period.toMillis(), tick -> step.run());
    }

    int inFlight() {
        return inFlight.get();
    }

    long sent() {
        return sent.sum();
    }

    long left() {
        return left.sum();
    }

    Duration longest() {
        return Duration.ofNanos(longestNanos.get());
    }

    /** Number of answers by kind: {@code 200}, {@code 503 moonpay-busy} and so on. */
    Map<String, LongAdder> answers() {
        return answers;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void start() {
        sent.increment();
        inFlight.incrementAndGet();
    }

    private void count(String kind) {
        answers.computeIfAbsent(kind, unused -> new LongAdder()).increment();
    }

    private static RequestOptions options(Job job) {
        RequestOptions options = new RequestOptions().setMethod(job.method()).setURI(job.path());
        if (job.accessToken() != null) {
            options.putHeader("MoonPay-Access-Token", job.accessToken());
        }
        return job.body() == null ? options : options.putHeader("Content-Type", "application/json");
    }

    private static Future<HttpClientResponse> sendOn(HttpClientRequest request, Job job) {
        return job.body() == null ? request.send() : request.send(job.body());
    }

    private static String kind(HttpClientResponse response, Buffer body) {
        int status = response.statusCode();
        if (status < 300) {
            return String.valueOf(status);
        }
        String text = body.toString();
        int type = text.indexOf(PROBLEM);
        if (type < 0 || !String.valueOf(response.getHeader("Content-Type")).startsWith("application/problem+json")) {
            return status + " without a problem";
        }
        String slug = text.substring(type + PROBLEM.length(), text.indexOf('"', type));
        boolean waits = response.getHeader("Retry-After") != null;
        return status + " " + slug + (status == 503 && !waits ? " without Retry-After" : "");
    }
}
