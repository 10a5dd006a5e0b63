package io.moonconnect.caller.limit;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.moonconnect.caller.Caller;
import io.moonconnect.credential.AccessTokenHeader;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Requests are counted per caller and per access token. */
class CallerLimitsTest {

    private static final Caller ADA = new Caller.Customer("ada");
    private static final Caller GRACE = new Caller.Customer("grace");
    private static final Caller SHOP = new Caller.Backend("shop");

    private final LimitsUnderTest under = LimitsUnderTest.with(Map.of());
    private final CallerLimits limits = new CallerLimits(under.limits());

    @Test
    void a_customer_gets_ten_requests_and_another_one_every_tenth_of_a_second() {
        passes(ADA, null, 10);
        Failure refusal = refuses(ADA, null);
        assertThat(refusal.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
        assertThat(refusal.detail()).isEqualTo("The limit customer is reached: 10 in 1 s.");
        assertThat(refusal.retryAfter()).contains(Duration.ofMillis(100));
        under.pass(Duration.ofMillis(100));
        passes(ADA, null, 1);
        refuses(ADA, null);
    }

    @Test
    void customers_are_limited_independently() {
        passes(ADA, null, 10);
        refuses(ADA, null);
        passes(GRACE, null, 10);
    }

    @Test
    void a_customer_and_a_backend_of_the_same_name_are_two() {
        passes(new Caller.Customer("shop"), null, 10);
        passes(SHOP, null, 500);
        refuses(SHOP, null);
    }

    @Test
    void an_access_token_counts_for_every_caller() {
        passes(SHOP, "token", 5);
        passes(new Caller.Open(), "token", 5);
        assertThat(refuses(ADA, "token").detail()).startsWith("The limit token is reached");
    }

    @Test
    void a_request_that_one_limit_refuses_uses_up_nothing_of_the_other() {
        passes(SHOP, "token", 10);
        for (int i = 0; i < 1000; i++) {
            refuses(SHOP, "token");
        }
        passes(SHOP, null, 490);
        refuses(SHOP, null);
        assertThat(under.refused(LimitKind.TOKEN)).isEqualTo(1000);
        assertThat(under.refused(LimitKind.BACKEND)).isEqualTo(1);
    }

    @Test
    void an_open_caller_has_no_limit_of_its_own() {
        passes(new Caller.Open(), null, 10_000);
    }

    @Test
    void nothing_is_limited_where_limits_are_off() {
        CallerLimits off = new CallerLimits(
                LimitsUnderTest.with(Map.of("moonconnect.limit.customer", "0", "moonconnect.limit.token", "0"))
                        .limits());
        for (int i = 0; i < 1000; i++) {
            off.take(ADA, AccessTokenHeader.valueOf("token"));
        }
    }

    private void passes(Caller caller, String token, int times) {
        for (int i = 0; i < times; i++) {
            limits.take(caller, header(token));
        }
    }

    private Failure refuses(Caller caller, String token) {
        Failure refusal = catchThrowableOfType(Failure.class, () -> limits.take(caller, header(token)));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static AccessTokenHeader header(String token) {
        return token == null ? null : AccessTokenHeader.valueOf(token);
    }
}
