package io.moonconnect.quote;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.credential.AccessToken;
import io.moonconnect.disclosure.Disclosures;
import io.moonconnect.moonpay.LoopbackMoonPay;
import io.moonconnect.moonpay.MoonPay;
import io.moonconnect.moonpay.wire.BuyQuoteRequest;
import io.moonconnect.paymentmethod.PaymentMethods;
import io.moonconnect.problem.Problem;
import io.quarkus.arc.properties.UnlessBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.DomainSocketServerStart;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * Runs comparisons and quotes before the service is ready, without MoonPay: a new JVM loads and interprets their code,
 * which takes longer than their deadlines on a busy machine. A native executable needs none.
 */
@Readiness
@ApplicationScoped
@UnlessBuildProperty(name = "quarkus.native.enabled", stringValue = "true", enableIfMissing = true)
class WarmUp implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    private static final int ROUNDS = 10;

    private static final String PURCHASE = """
            {"source":{"asset":{"code":"EUR"},"amount":"100.00"},"destination":{"asset":{"code":"ETH"}},
            "wallet":{"address":"0x000000000000000000000000000000000000dEaD"}}""";

    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger rounds = new AtomicInteger();
    private final WarmUpConfig config;
    private final LoopbackMoonPay loopback;
    private final Disclosures disclosures;
    private final ComparisonConfig comparisonConfig;
    private final Clock clock;
    private final ObjectMapper json;
    private final Vertx vertx;
    private final Context context;

    /** Used on the context only. */
    private Cancellable running = () -> {};

    WarmUp(
            WarmUpConfig config,
            LoopbackMoonPay loopback,
            Disclosures disclosures,
            ComparisonConfig comparisonConfig,
            Clock clock,
            ObjectMapper json,
            Vertx vertx) {
        this.config = config;
        this.loopback = loopback;
        this.disclosures = disclosures;
        this.comparisonConfig = comparisonConfig;
        this.clock = clock;
        this.json = json;
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    void check(@Observes StartupEvent event) {
        if (config.warmUp().isNegative()) {
            throw new ConfigurationException("moonconnect.warm-up must not be negative");
        }
        over.set(config.warmUp().isZero());
    }

    /** The server listens first, since it takes requests although it is not ready. */
    void listening(@ObservesAsync HttpServerStart event) {
        begin();
    }

    void listeningWithTls(@ObservesAsync HttpsServerStart event) {
        begin();
    }

    void listeningOnDomainSocket(@ObservesAsync DomainSocketServerStart event) {
        begin();
    }

    /** After the step that runs. */
    void stop(@Observes ShutdownEvent event) {
        if (!begun.compareAndSet(false, true) && !over.get()) {
            context.runOnContext(step -> running.cancel());
        }
    }

    private void begin() {
        if (over.get() || !begun.compareAndSet(false, true)) {
            return;
        }
        try {
            LoopbackMoonPay.Running moonPay = loopback.start();
            context.runOnContext(begun -> tryToRun(moonPay));
        } catch (IOException | RuntimeException | LinkageError unavailable) {
            // A Java runtime may lack the module jdk.httpserver.
            over(unavailable);
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("warm-up")
                .status(over.get())
                .withData("rounds", rounds.get())
                .build();
    }

    /** In a shutdown, parts of the runtime are gone. */
    private void tryToRun(LoopbackMoonPay.Running moonPay) {
        try {
            run(moonPay);
        } catch (RuntimeException | LinkageError unavailable) {
            over(unavailable);
            moonPay.close();
        }
    }

    private void run(LoopbackMoonPay.Running moonPay) {
        long limit = Math.max(1, config.warmUp().toMillis());
        Uni<Void> late = Uni.createFrom().emitter(emitter -> {
            long timer = vertx.setTimer(limit, id -> emitter.complete(null));
            emitter.onTermination(() -> vertx.cancelTimer(timer));
        });
        running = Uni.join()
                .first(Uni.createFrom().deferred(() -> rounds(moonPay.client())), late)
                .toTerminate()
                .onTermination()
                .invoke(moonPay::close)
                .subscribe()
                .with(done -> over(null), this::over);
    }

    private Uni<Void> rounds(MoonPay moonPay) {
        Quotes quotes = new Quotes(moonPay, disclosures, clock);
        LegMetrics legMetrics = new LegMetrics(new SimpleMeterRegistry());
        Legs legs = new Legs(new PaymentMethods(moonPay), moonPay, quotes, legMetrics);
        Comparisons comparisons =
                new Comparisons(legs, comparisonConfig, new ComparisonMetrics(new SimpleMeterRegistry()));
        return Multi.createFrom()
                .range(0, ROUNDS)
                .onItem()
                // A round that misses its deadline has loaded code, too.
                .transformToUniAndConcatenate(
                        round -> round(quotes, comparisons, round).onFailure().recoverWithNull())
                .onItem()
                .ignoreAsUni();
    }

    private Uni<byte[]> round(Quotes quotes, Comparisons comparisons, int round) {
        AccessToken token = AccessToken.parse("warm-up-" + round).orElseThrow();
        Purchase purchase = new Purchase(token, read(ComparisonRequest.class), List.of());
        return comparisons
                .compare(purchase)
                .map(comparison -> ComparisonAnswer.of(comparison, failure -> Problem.of(failure, "/", "warm-up")))
                .map(this::written)
                .chain(() -> quotes.quote(token, read(BuyQuoteRequest.class), List.of()))
                .map(answer -> written(answer.value()))
                .invoke(rounds::incrementAndGet);
    }

    private <T> T read(Class<T> type) {
        try {
            return json.readValue(PURCHASE, type);
        } catch (IOException impossible) {
            throw new IllegalStateException("the purchase is valid", impossible);
        }
    }

    private byte[] written(Object answer) {
        try {
            return json.writeValueAsBytes(answer);
        } catch (IOException impossible) {
            throw new IllegalStateException("an answer can be written", impossible);
        }
    }

    private void over(Throwable failure) {
        over.set(true);
        if (failure != null) {
            // No warning: the service works, and a shutdown within the warm-up fails it, too.
            LOG.info("warm-up failed", failure);
        }
    }
}
