package io.moonconnect.moonpay;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.TokenHash;
import io.moonconnect.moonpay.permit.PermitClass;
import io.moonconnect.moonpay.wire.PaymentMethodList;
import io.moonconnect.time.Deadline;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Configuration and size limit of the payment method cache. */
class PaymentMethodMemoryTest {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger asked = new AtomicInteger();

    private record Config(Duration paymentMethodsLife, MemorySize paymentMethodsMemory) implements MemoryConfig {}

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_ttl_of_zero_disables_the_cache() {
        PaymentMethodMemory memory = memory(Duration.ZERO, MEBIBYTE);
        recall(memory, "one", 100);
        recall(memory, "one", 100);
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_size_of_zero_disables_the_cache() {
        PaymentMethodMemory memory = memory(Duration.ofMinutes(1), 0);
        recall(memory, "one", 100);
        recall(memory, "one", 100);
        assertThat(asked).hasValue(2);
    }

    @Test
    void large_answers_never_exceed_the_size_limit() {
        PaymentMethodMemory memory = memory(Duration.ofMinutes(1), 4 * MEBIBYTE);
        for (int customer = 0; customer < 1000; customer++) {
            recall(memory, "token-" + customer, MEBIBYTE);
            assertThat(bytes()).isLessThanOrEqualTo(4 * MEBIBYTE);
        }
        assertThat(bytes()).isGreaterThanOrEqualTo(3 * MEBIBYTE);
    }

    @Test
    void an_empty_list_counts_towards_the_size_limit() {
        PaymentMethodMemory memory = memory(Duration.ofMinutes(1), MEBIBYTE);
        for (int customer = 0; customer < 5000; customer++) {
            recall(memory, "token-" + customer, 0);
        }
        assertThat(bytes()).isBetween(MEBIBYTE * 0.9, (double) MEBIBYTE);
    }

    @Test
    void negative_values_are_rejected() {
        assertThatThrownBy(() -> memory(Duration.ofSeconds(-1), MEBIBYTE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("moonpay.payment-methods-life");
        assertThatThrownBy(() -> memory(Duration.ofSeconds(1), -1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("moonpay.payment-methods-memory");
    }

    /** Caffeine loads its classes by name, so a native image needs them registered. */
    @Test
    void the_cache_class_is_registered_for_native_images() throws Exception {
        assertThat(PaymentMethodMemory.class
                        .getAnnotation(RegisterForReflection.class)
                        .classNames())
                .containsExactly(PaymentMethodMemory.CACHE_CLASS);
        Class<?> chosen = Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofSeconds(1))
                .maximumWeight(1)
                .weigher((key, value) -> 1)
                .build()
                .asMap()
                .getClass();
        assertThat(chosen.getName()).isEqualTo(PaymentMethodMemory.CACHE_CLASS);
    }

    private void recall(PaymentMethodMemory memory, String token, int bytes) {
        Answer<PaymentMethodList> answer =
                new Answer<>(new PaymentMethodList(List.of(), List.of(), bytes), "request-id", null);
        Call call =
                Call.of(Operation.LIST_PAYMENT_METHODS, PermitClass.INTERACTIVE, Deadline.after(PATIENCE), PATIENCE);
        memory.recall(AccessToken.parse(token).orElseThrow(), new SharedRead<>(call, () -> {
                    asked.incrementAndGet();
                    return Uni.createFrom().item(answer);
                }))
                .await()
                .atMost(PATIENCE);
    }

    private double bytes() {
        return registry.get("payment.methods.remembered.bytes").gauge().value();
    }

    private PaymentMethodMemory memory(Duration life, long bytes) {
        Config config = new Config(life, new MemorySize(BigInteger.valueOf(bytes)));
        return new PaymentMethodMemory(
                config, new TokenHash(), Ticker.systemTicker(), new WaitLimit(vertx), vertx, registry);
    }
}
