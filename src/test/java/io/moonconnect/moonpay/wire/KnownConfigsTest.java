package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What lists of payment methods share, and what each keeps for itself. */
class KnownConfigsTest {

    private static final Duration LIFE = Duration.ofSeconds(30);

    private final AtomicLong now = new AtomicLong();
    private final KnownConfigs known = new KnownConfigs(now::get, LIFE);

    @Test
    void equal_configurations_are_kept_once() throws IOException {
        PaymentMethodList first = read(configs("apple_pay", "sepa"), card("one"));
        PaymentMethodList second = read(configs("apple_pay", "sepa"), card("two"));

        assertThat(second.configs()).isSameAs(first.configs());
        assertThat(second.stored()).extracting(StoredPaymentMethod::id).containsExactly("two");
        assertThat(second.weight()).isLessThan(first.weight());
    }

    @Test
    void one_byte_makes_them_others() throws IOException {
        PaymentMethodList first = read(configs("apple_pay"), "");
        PaymentMethodList spaced = read(configs("apple_pay").replace(":", ": "), "");

        assertThat(spaced.configs()).isNotSameAs(first.configs());
        assertThat(json(spaced)).isEqualTo("{\"type\": \"apple_pay\"}");
        assertThat(json(first)).isEqualTo("{\"type\":\"apple_pay\"}");
    }

    @Test
    void a_list_keeps_nothing_of_an_answer_but_its_methods() throws IOException {
        String beside = "\"more\":\"" + "x".repeat(100_000) + "\",";
        PaymentMethodList list = PaymentMethodList.read(body(beside + configs("sepa"), card("one")), known);

        assertThat(list.stored().get(0).raw().source())
                .hasSameSizeAs(card("one").getBytes(StandardCharsets.UTF_8));
        assertThat(list.configs().get(0).raw().source().length).isLessThan(100);
        assertThat(list.weight()).isLessThan(1_000);
    }

    /** Each weighs what it takes, as long as another has the place where it could be shared. */
    @Test
    void a_flood_of_different_ones_is_not_shared_and_not_kept() throws IOException {
        int shared = 0;
        for (int index = 0; index < 10_000; index++) {
            read(configs("type-" + index), "");
        }
        for (int index = 0; index < 10_000; index++) {
            PaymentMethodList again = read(configs("type-" + index), "");
            shared += again.weight() == 0 ? 1 : 0;
        }
        assertThat(shared).isBetween(1, 128);
    }

    @Test
    void what_is_offered_now_takes_the_place_of_what_was() throws IOException {
        IntStream.range(0, 10_000).forEach(index -> readQuietly("old-" + index));
        now.addAndGet(LIFE.toNanos() + 1);
        read(configs("new"), "");

        assertThat(read(configs("new"), "").weight()).isZero();
    }

    @Test
    void long_ones_are_read_for_each_customer() throws IOException {
        String large = configs("x".repeat(20_000));

        assertThat(read(large, "").weight()).isGreaterThan(20_000);
        assertThat(read(large, "").weight()).isGreaterThan(20_000);
    }

    @Test
    void what_is_no_list_of_configurations_is_malformed() {
        for (String configs : new String[] {"null", "{}", "[1]", "[{}]", "\"a\""}) {
            assertThatThrownBy(() -> read("\"paymentMethodConfigs\":" + configs, ""))
                    .isInstanceOf(MalformedJsonException.class);
        }
        assertThatThrownBy(() -> read("\"other\":[]", "")).isInstanceOf(MalformedJsonException.class);
    }

    private void readQuietly(String type) {
        try {
            read(configs(type), "");
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private PaymentMethodList read(String configs, String stored) throws IOException {
        return PaymentMethodList.read(body(configs, stored), known);
    }

    private static byte[] body(String configs, String stored) {
        return ("{\"data\":{" + configs + ",\"paymentMethods\":[" + stored + "]}}").getBytes(StandardCharsets.UTF_8);
    }

    private static String configs(String... types) {
        return "\"paymentMethodConfigs\":[{\"type\":\"" + String.join("\"},{\"type\":\"", types) + "\"}]";
    }

    private static String card(String id) {
        return "{\"id\":\"" + id + "\",\"type\":\"card\"}";
    }

    private static String json(PaymentMethodList list) {
        return list.configs().get(0).raw().getValue();
    }
}
