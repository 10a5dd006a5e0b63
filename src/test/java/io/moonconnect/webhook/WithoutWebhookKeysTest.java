package io.moonconnect.webhook;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SignedWebhook;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;

/** Who has no keys configured takes no webhooks, and loses none: MoonPay sends them again. */
@QuarkusTest
@TestProfile(WithoutWebhookKeysTest.NoKeys.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@Lengthy
class WithoutWebhookKeysTest {

    /** As production is when nothing is said of webhooks. */
    public static class NoKeys implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("moonpay.webhook-keys", "");
        }
    }

    @Test
    void a_webhook_is_to_be_sent_again_later_whatever_its_signature() {
        double before = Metrics.value("webhooks_total{outcome=\"unconfigured\",type=\"unread\"}");
        for (String key : new String[] {"wk_test_simulator", "anything"}) {
            ProblemAnswer answer = ProblemAnswer.of(
                            SignedWebhook.of(key, Instant.now(), "{\"id\":\"1\",\"type\":\"x\"}")
                                    .post())
                    .is(ProblemType.OVERLOADED);
            assertThat(answer.header("Retry-After")).isEqualTo("60");
        }
        assertThat(Metrics.value("webhooks_total{outcome=\"unconfigured\",type=\"unread\"}") - before)
                .isEqualTo(2);
        assertThat(Metrics.page()).doesNotContain("outcome=\"identity-provider-unavailable\"");
    }
}
