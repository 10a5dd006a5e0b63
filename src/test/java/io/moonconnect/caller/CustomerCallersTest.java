package io.moonconnect.caller;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.HandSetClock;
import io.moonconnect.testing.HandTicker;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.smallrye.mutiny.Uni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Quarkus cannot verify a token whose key is known. */
class CustomerCallersTest {

    /** A header with algorithm and key id, and what is never looked at. */
    private static final String TOKEN = "Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6ImsifQ.e30.c2ln";

    private final HandTicker ticker = new HandTicker();
    private final CustomerCallers callers = new CustomerCallers(
            new SigningKeys(request -> Uni.createFrom().item(Set.of("k")), Duration.ZERO, new HandSetClock()),
            new TokenVerifier(new Broken()),
            null,
            new TokenRefusals(new SimpleMeterRegistry(), ticker),
            CallerPolicyTest.config(Map.of()),
            ticker);

    @Test
    void it_is_logged_once_a_minute_with_the_number_of_the_others() {
        try (CapturedLog log = CapturedLog.of(CustomerCallers.class.getName())) {
            identify(3);
            ticker.advance(Duration.ofSeconds(59));
            identify(1);
            ticker.advance(Duration.ofSeconds(1));
            identify(1);

            assertThat(log.lines())
                    .extracting(CapturedLog.Line::message)
                    .containsExactly(
                            "token verification failed, fault=java.lang.IllegalStateException, suppressed=0",
                            "token verification failed, fault=java.lang.IllegalStateException, suppressed=3");
        }
    }

    private void identify(int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> callers.identify(TOKEN, null).await().atMost(Duration.ofSeconds(10)))
                    .hasMessage("identity-provider-unavailable");
        }
    }

    private static final class Broken implements IdentityProviderManager {

        @Override
        public Uni<SecurityIdentity> authenticate(AuthenticationRequest request) {
            return Uni.createFrom().failure(new IllegalStateException("unforeseen"));
        }

        @Override
        public SecurityIdentity authenticateBlocking(AuthenticationRequest request) {
            throw new UnsupportedOperationException();
        }
    }
}
