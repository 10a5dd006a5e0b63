package io.moonconnect.fault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.EventSink;
import io.moonconnect.testing.FreePort;
import io.moonconnect.testing.IdentityProvider;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.MountedFile;
import io.moonconnect.testing.RedisProcess;
import io.moonconnect.testing.SignedWebhook;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.StallWatch;
import io.moonconnect.testing.TcpGate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every dependency is gone, hangs, refuses, has moved while its old place still answers, or comes and goes each second:
 * what callers get, what metrics and log report, and how long it takes until all is normal without a restart. A gate in
 * front of a dependency plays its name. What {@link WaysBack} prints is asserted, with the bounds of failures.md.
 */
@QuarkusTest
@TestProfile(WaysBackTest.BehindGates.class)
@Lengthy
class WaysBackTest {

    private static final int NOBODY = 1;
    private static final int AT_ONCE = 12;
    private static final String WEBHOOK_KEY = "wk_test_ways_back";
    private static final String FILE = "moonpay-secret-key";
    private static final Duration WINDOW = Duration.ofSeconds(6);

    /** Where nothing changes after the first seconds. */
    private static final Duration BRIEFLY = Duration.ofMillis(2500);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final String FLAPS = "flaps each second";
    private static final String REDIS = "Redis";
    private static final String AUDIT_EVENTS = "io.moonconnect.audit";
    private static final Set<String> ABOUT_REDIS =
            Set.of("io.moonconnect.moonpay.permit.FleetState", "io.moonconnect.webhook.PromptRedis");

    /** Generous: the machine may be busy, and after each relapse Redis is tried again later. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Half of what Redis is waited for. */
    private static final Duration STALL = Duration.ofMillis(50);

    private static final int MOST_TRIES = 3;

    private static final WaysBack TABLE = new WaysBack("ways-back.md");

    IdentityProvider provider;

    private SimulatorControl moonPay;
    private TcpGate moonPayName;
    private EventSink sink;
    private TcpGate sinkName;
    private EventSink auditSink;
    private TcpGate auditSinkName;
    private TcpGate providerName;
    private RedisProcess redis;
    private TcpGate redisName;
    private MountedFile file;
    private CapturedLog log;
    private double auditFailures;

    /** Webhooks that MoonPay delivers again. */
    private final Queue<String> undelivered = new ConcurrentLinkedQueue<>();

    private final ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);

    /** MoonPay's real rate, and breakers. */
    public static class BehindGates implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("moonpay.base-url", "http://localhost:" + FreePort.find()),
                    Map.entry("simulator.port", String.valueOf(FreePort.find())),
                    Map.entry("quarkus.redis.hosts", "redis://localhost:" + FreePort.find()),
                    Map.entry("moonconnect.webhooks.sink.url", "http://localhost:" + FreePort.find() + "/events"),
                    Map.entry("moonconnect.webhooks.sink.plain", "true"),
                    Map.entry("moonconnect.webhooks.sink.key", "sink-key-of-the-ways-back-0123456789"),
                    Map.entry("moonconnect.audit.sink.url", "http://localhost:" + FreePort.find() + "/events"),
                    Map.entry("moonconnect.audit.sink.plain", "true"),
                    Map.entry("moonconnect.audit.sink.key", "audit-sink-key-of-the-ways-back-0123456789"),
                    Map.entry("moonconnect.audit.sink.timeout", "300ms"),
                    Map.entry("moonpay.webhook-keys", WEBHOOK_KEY),
                    Map.entry("moonpay.secret-key", ""),
                    Map.entry(
                            "moonpay.secret-key-file",
                            MountedFile.create(FILE, key()).path().toString()),
                    Map.entry("moonconnect.files.check-interval", "100ms"),
                    Map.entry("moonconnect.callers", "customer"),
                    Map.entry("moonpay.rate", "27"),
                    Map.entry("moonpay.burst", "3"),
                    Map.entry("moonpay.breaker-window", "20"),
                    Map.entry("quarkus.oidc.token.forced-jwk-refresh-interval", "1S"));
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(IdentityProvider.class, Map.of(IdentityProvider.GATED, "true")));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    /**
     * How a dependency is called, and what is promised of it.
     *
     * @param calls makes one or more at once; the answers
     * @param degraded its metric
     * @param well what callers get when it works
     * @param away what callers get when it does not
     * @param steady whether the metric stands still while the dependency flaps
     * @param lines the most log lines, given the time of the disturbance and of the way back
     * @param back the longest time from the repair until all is normal
     * @param window the shortest time of a disturbance
     */
    private record Dependency(
            String name,
            Supplier<Set<String>> calls,
            BooleanSupplier degraded,
            Set<String> well,
            Set<String> away,
            boolean steady,
            ToIntFunction<Duration> lines,
            Duration back,
            Duration window) {

        Dependency(
                String name,
                Supplier<Set<String>> calls,
                BooleanSupplier degraded,
                Set<String> well,
                Set<String> away,
                boolean steady,
                ToIntFunction<Duration> lines,
                Duration back) {
            this(name, calls, degraded, well, away, steady, lines, back, WINDOW);
        }

        boolean isNormal() {
            return calls.get().equals(well) && !degraded.getAsBoolean();
        }

        Dependency degradedIf(BooleanSupplier metric) {
            return new Dependency(name, calls, metric, well, away, steady, lines, back, window);
        }

        Dependency calledBy(Supplier<Set<String>> other) {
            return new Dependency(name, other, degraded, well, away, steady, lines, back, window);
        }

        Dependency logging(int most) {
            return new Dependency(name, calls, degraded, well, away, steady, time -> most, back, window);
        }

        Dependency disturbedFor(Duration time) {
            return new Dependency(name, calls, degraded, well, away, steady, lines, back, time);
        }
    }

    /** What one look at the service shows. */
    private record Look(Set<String> answers, boolean degraded) {}

    @BeforeEach
    void allIsWell() {
        moonPay = new SimulatorControl(URI.create("http://localhost:" + simulator()));
        moonPayName = gate(value("moonpay.base-url"), simulator());
        sink = new EventSink();
        sinkName = gate(value("moonconnect.webhooks.sink.url"), sink.url().getPort());
        auditSink = new EventSink();
        auditSinkName =
                gate(value("moonconnect.audit.sink.url"), auditSink.url().getPort());
        providerName = gate(value("quarkus.oidc.auth-server-url"), provider.port());
        redis = RedisProcess.started();
        redisName = gate(value("quarkus.redis.hosts"), redis.port());
        file = MountedFile.at(Path.of(value("moonpay.secret-key-file")));
        log = CapturedLog.open();
        moonPay.reset();
        moonPay.rate(0);
        provider.reset();
        file.swap(key());
        // A busy machine may miss Redis so often that it is reported as degraded for minutes, and serves all the same.
        await().atMost(PATIENCE)
                .until(() -> session().equals("201")
                        && webhooks().equals("204")
                        && !is("file_stale{file=\"" + FILE + "\"}"));
    }

    @AfterEach
    void closeAll() {
        log.close();
        List.of(moonPayName, sinkName, auditSinkName, providerName, redisName).forEach(TcpGate::close);
        sink.close();
        auditSink.close();
        redis.close();
        callers.shutdownNow();
    }

    @AfterAll
    static void print() {
        TABLE.publish();
    }

    @Test
    void redis_comes_back() {
        Dependency limiter = new Dependency(
                REDIS,
                () -> Set.of(session() + " " + webhook()),
                () -> is("moonpay_fleet_degraded") && is("webhooks_fleet_degraded"),
                Set.of("201 204"),
                Set.of("201 204"),
                true,
                // Two of permits, and two of webhooks.
                time -> 4,
                Duration.ofSeconds(30));
        cell(limiter, "gone", redis::stop, redis::start);
        cell(limiter, "hangs", redis::hang, redis::resume);
        cell(
                limiter.degradedIf(() -> limiter.degraded().getAsBoolean() && is("moonpay_fleet_refused")),
                "refuses writes",
                () -> redis.replicate(NOBODY),
                redis::promote);
        flapping(limiter.logging(16), redis::hang, redis::resume);
        RedisProcess old = redis;
        try (old) {
            redis = RedisProcess.started();
            redis.replicate(old.port());
            await().atMost(PATIENCE).until(redis::isInSync);
            // It moves once.
            check(limiter, limiter, "moved", () -> old.replicate(redis.port()), () -> {
                redisName.lead(redis.port());
                redis.promote();
            });
        }
    }

    @Test
    void moonpay_comes_back() {
        Dependency calls = new Dependency(
                "MoonPay",
                this::sessionsAtOnce,
                () -> !is("moonpay_circuit_state{operation=\"createSession\",state=\"closed\"}"),
                Set.of("201"),
                Set.of("502 moonpay-unavailable", "504 moonpay-timeout", "503 moonpay-busy"),
                false,
                // The circuit breaker, and each of three outcomes.
                time -> 2 * periods(time, Duration.ofSeconds(5)) + 3 * periods(time, TEN_SECONDS),
                Duration.ofSeconds(20));
        cell(calls, "gone", () -> isGone(moonPayName), moonPayName::open);
        cell(calls, "hangs", moonPayName::stall, moonPayName::flow);
        cell(
                calls,
                "refuses",
                () -> moonPay.add(SimulatorFault.literal("createSession", 403, "<html>".getBytes())),
                moonPay::clearFaults);
        flapping(calls, () -> isGone(moonPayName), moonPayName::open);
        moved(calls, moonPayName, simulator());
    }

    @Test
    void the_sink_comes_back() {
        Dependency deliveries = new Dependency(
                "webhook sink",
                () -> Set.of(webhooks()),
                () -> Metrics.value("webhooks_oldest_unsafe_seconds") > 0,
                Set.of("204"),
                Set.of("503 overloaded"),
                false,
                time -> periods(time, TEN_SECONDS),
                TEN_SECONDS);
        cell(deliveries, "gone", () -> isGone(sinkName), sinkName::open);
        cell(deliveries, "hangs", sink::hold, sink::release);
        cell(deliveries, "refuses", () -> sink.answer(503), () -> sink.answer(204));
        flapping(deliveries, sink::hold, sink::release);
        moved(deliveries, sinkName, sink.url().getPort());
    }

    @Test
    void the_audit_sink_comes_back() {
        String acceptance = acceptance();
        Dependency events = new Dependency(
                        "audit sink",
                        () -> Set.of(accepted(acceptance)),
                        this::hasFailedToAudit,
                        Set.of("201"),
                        Set.of("503 audit-unavailable"),
                        false,
                        time -> periods(time, TEN_SECONDS),
                        TEN_SECONDS)
                .disturbedFor(BRIEFLY);
        cell(events, "gone", () -> isGone(auditSinkName), auditSinkName::open);
        cell(events, "hangs", auditSink::hold, auditSink::release);
        cell(events, "refuses", () -> auditSink.answer(503), () -> auditSink.answer(204));
        flapping(events, () -> auditSink.answer(503), () -> auditSink.answer(204));
        moved(events, auditSinkName, auditSink.url().getPort());
    }

    @Test
    void the_identity_provider_comes_back() {
        Dependency keys = new Dependency(
                "identity provider",
                () -> Set.of("known key " + status(provider.tokens().token()) + ", new key " + status(stranger())),
                () -> lastFetch().equals("failure"),
                Set.of("known key 200, new key 401"),
                Set.of("known key 200, new key 503"),
                false,
                // For each fetch a line, and one of Quarkus; and for rejected tokens.
                time -> 2 * periods(time, SECOND) + periods(time, TEN_SECONDS),
                Duration.ofSeconds(15));
        cell(keys, "gone", () -> isGone(providerName), providerName::open);
        cell(keys, "hangs", provider::hang, provider::reset);
        cell(keys, "refuses", provider::answerErrors, provider::reset);
        flapping(keys, provider::answerErrors, provider::reset);
        moved(keys.disturbedFor(BRIEFLY), providerName, provider.port());
    }

    @Test
    void a_watched_file_comes_back() {
        Dependency key = new Dependency(
                "watched file",
                () -> Set.of(session()),
                () -> is("file_stale{file=\"" + FILE + "\"}"),
                Set.of("201"),
                Set.of("201"),
                false,
                // A line for each change.
                time -> periods(time, SECOND),
                TEN_SECONDS);
        cell(key, "gone", file::delete, () -> file.swap(key()));
        cell(key, "refuses", () -> file.swap("not a key"), () -> file.swap(key()));
        flapping(key, () -> file.swap("not a key"), () -> file.swap(key()));
    }

    /** At its old place a balancer answers, on connections that were opened there. */
    private void moved(Dependency dependency, TcpGate name, int port) {
        try (EventSink old = new EventSink()) {
            old.answer(503);
            cell(
                    dependency,
                    "moved",
                    () -> {
                        name.lead(old.url().getPort());
                        name.closeConnections();
                    },
                    () -> name.lead(port));
        }
    }

    private void flapping(Dependency dependency, Runnable disturb, Runnable repair) {
        long start = System.nanoTime();
        boolean[] disturbed = {false};
        Supplier<Set<String>> calls = () -> {
            boolean odd = since(start).toSeconds() % 2 == 1;
            if (odd != disturbed[0]) {
                (odd ? disturb : repair).run();
                disturbed[0] = odd;
            }
            return dependency.calls().get();
        };
        cell(dependency, dependency.calledBy(calls), FLAPS, () -> {}, () -> {
            if (disturbed[0]) {
                repair.run();
            }
        });
    }

    private void cell(Dependency dependency, String situation, Runnable disturb, Runnable repair) {
        cell(dependency, dependency, situation, disturb, repair);
    }

    /** Repeated if the machine stalled: Redis is waited for 100 ms, and is said to be away after that. */
    private void cell(
            Dependency dependency, Dependency meanwhile, String situation, Runnable disturb, Runnable repair) {
        try (StallWatch stalls = StallWatch.start()) {
            stalls.repeat(MOST_TRIES, STALL, () -> check(dependency, meanwhile, situation, disturb, repair));
        }
    }

    /** @param meanwhile how it is called during the disturbance */
    private void check(
            Dependency dependency, Dependency meanwhile, String situation, Runnable disturb, Runnable repair) {
        await().atMost(PATIENCE).until(dependency::isNormal);
        int before = lines(dependency);
        long start = System.nanoTime();
        disturb.run();
        List<Look> looks = new ArrayList<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            Set<String> answers = meanwhile.calls().get();
            looks.add(new Look(answers, meanwhile.degraded().getAsBoolean()));
            return looks.stream().anyMatch(Look::degraded) && since(start).compareTo(dependency.window()) >= 0;
        });
        repair.run();
        long repaired = System.nanoTime();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(dependency::isNormal);
        Duration back = since(repaired);
        Duration all = since(start);
        int lines = lines(dependency) - before;
        String cell = dependency.name() + ", which " + situation;
        assertAnswers(dependency, situation, looks, cell);
        if (dependency.steady() || !situation.equals(FLAPS)) {
            assertThat(fromTheFirstDegraded(looks)).as("metric of " + cell).allMatch(Look::degraded);
        }
        assertThat(lines)
                .as("log lines of " + cell)
                .isLessThanOrEqualTo(dependency.lines().applyAsInt(all));
        assertThat(back).as("way back of " + cell).isLessThanOrEqualTo(dependency.back());
        TABLE.add(new WaysBack.Row(dependency.name(), situation, answers(looks), states(looks), lines, all, back));
    }

    /** Nobody gets anything but what is promised, and only a dependency that flaps still serves somebody. */
    private static void assertAnswers(Dependency dependency, String situation, List<Look> looks, String cell) {
        boolean flaps = situation.equals(FLAPS);
        Set<String> promised = new TreeSet<>(dependency.away());
        assertThat(answers(looks)).as("answers of " + cell).containsAnyElementsOf(promised);
        if (flaps) {
            assertThat(answers(looks)).as("answers of " + cell).containsAnyElementsOf(dependency.well());
        } else {
            assertThat(promised)
                    .as("answers of " + cell)
                    .containsAll(
                            answers(fromTheFirstDegraded(looks).stream().skip(1).toList()));
        }
        promised.addAll(dependency.well());
        assertThat(promised).as("answers of " + cell).containsAll(answers(looks));
    }

    private static List<Look> fromTheFirstDegraded(List<Look> looks) {
        return looks.stream().dropWhile(look -> !look.degraded()).toList();
    }

    private static SortedSet<String> answers(List<Look> looks) {
        return looks.stream().flatMap(look -> look.answers().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each change of the metric, beginning and ending with what is normal. */
    private static String states(List<Look> looks) {
        StringBuilder states = new StringBuilder("0");
        boolean last = false;
        for (Look look : looks) {
            if (look.degraded() != last) {
                last = look.degraded();
                states.append(last ? ", 1" : ", 0");
            }
        }
        return states.append(last ? ", 0" : "").toString();
    }

    /** How often something that is logged once in a period can be logged within a time. */
    private static int periods(Duration time, Duration period) {
        return 1 + (int) (time.toNanos() / period.toNanos()) + 1;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void isGone(TcpGate name) {
        name.refuse();
        name.closeConnections();
    }

    /** Without audit events and without lines that a busy machine causes: about Redis, unless it is disturbed. */
    private int lines(Dependency disturbed) {
        return (int) log.lines().stream()
                .filter(line -> line.level().intValue() >= Level.INFO.intValue())
                .filter(line -> !line.logger().equals(AUDIT_EVENTS))
                .filter(line -> !line.logger().equals(Complaints.BLOCKED_THREADS))
                .filter(line -> disturbed.name().equals(REDIS) || !ABOUT_REDIS.contains(line.logger()))
                .count();
    }

    private static boolean is(String gauge) {
        return Metrics.value(gauge) == 1;
    }

    private Set<String> sessionsAtOnce() {
        List<CompletableFuture<String>> answers = Stream.generate(
                        () -> CompletableFuture.supplyAsync(this::session, callers))
                .limit(AT_ONCE)
                .toList();
        return answers.stream().map(CompletableFuture::join).collect(Collectors.toSet());
    }

    /** Of any customer: pages that one alone gets do not open the circuit breaker. */
    private String session() {
        String token = provider.tokens().subject("cust-" + UUID.randomUUID()).token();
        Response answer = given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body("{}")
                .post("/v1/sessions");
        return answer.statusCode() == 201 ? "201" : problem(answer);
    }

    private String webhook() {
        String body = "{\"id\":\"%s\",\"type\":\"transaction_updated\",\"data\":{\"id\":\"tx-1\"}}"
                .formatted(UUID.randomUUID());
        String answer = delivered(body);
        if (!answer.equals("204")) {
            undelivered.add(body);
        }
        return answer;
    }

    /** Delivers again what was refused, as MoonPay does, and then a new one. */
    private String webhooks() {
        for (String body = undelivered.peek(); body != null; body = undelivered.peek()) {
            String answer = delivered(body);
            if (!answer.equals("204")) {
                return answer;
            }
            undelivered.remove();
        }
        return webhook();
    }

    private static String delivered(String body) {
        Response answer = SignedWebhook.of(WEBHOOK_KEY, Instant.now(), body).post();
        return answer.statusCode() == 204 ? "204" : problem(answer);
    }

    /** The body, with one of the texts that are served. */
    private String acceptance() {
        JsonPath served = disclosures(provider.tokens().token()).jsonPath();
        String text = Stream.of("id", "version", "locale", "digest", "proof")
                .map(field -> "\"" + field + "\":\"" + served.getString("disclosures[0]." + field) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        return "{\"quoteSignature\":\"qs_1\",\"disclosures\":[" + text + "]}";
    }

    private String accepted(String acceptance) {
        String token = provider.tokens().token();
        Response answer = given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(acceptance)
                .post("/v1/disclosures/acceptances");
        return answer.statusCode() == 201 ? "201" : problem(answer);
    }

    /** Whether an event has failed since the last call of this method. */
    private boolean hasFailedToAudit() {
        double before = auditFailures;
        auditFailures = Metrics.value("audit_sink_events_total{outcome=\"failed\"}");
        return auditFailures > before;
    }

    private static String status(String token) {
        return String.valueOf(disclosures(token).statusCode());
    }

    private static Response disclosures(String token) {
        return given().header("Authorization", "Bearer " + token).get("/v1/disclosures");
    }

    /** A token of a key that the provider does not publish: to know that, it must be asked. */
    private String stranger() {
        return provider.tokens().signedBy(IdentityProvider.newEllipticKey()).token();
    }

    private static String lastFetch() {
        return given().get(Metrics.management("/q/health/ready"))
                .jsonPath()
                .getString("checks.find { it.name == 'identity-provider' }.data.lastFetch");
    }

    private static String problem(Response answer) {
        String type = answer.path("type");
        return answer.statusCode() + " " + type.substring(type.lastIndexOf('/') + 1);
    }

    private static String key() {
        return "sk_test_" + UUID.randomUUID().toString().replace("-", "");
    }

    private static TcpGate gate(String url, int target) {
        TcpGate gate = new TcpGate(URI.create(url).getPort(), target);
        gate.open();
        return gate;
    }

    private static int simulator() {
        return Integer.parseInt(value("simulator.port"));
    }

    private static String value(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }
}
