package io.moonconnect.caller;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.problem.Violations;
import io.moonconnect.testing.OnJdk25;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** In production a session is bound to an address of the public internet or to none; nothing is derived. */
@OnJdk25
class DeviceAddressesTest {

    private static final Caller BACKEND = new Caller.Backend("test");
    private static final DeviceAddresses PRODUCTION = addresses(false);
    private static final DeviceAddresses TRIAL = addresses(true);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "100.64.0.1", "::1", "fe80::1", "fd00::1", "::ffff:192.168.0.1"})
    void production_refuses_what_no_device_has(String address) {
        Failure failure = catchThrowableOfType(Failure.class, () -> PRODUCTION.of(BACKEND, address, new Violations()));
        assertThat(failure.type()).isEqualTo(ProblemType.DEVICE_ADDRESS_UNKNOWN);
        assertThat(failure.detail()).doesNotContain(address);
    }

    @Test
    void a_trial_build_takes_any_address() {
        assertThat(TRIAL.of(BACKEND, "127.0.0.1", new Violations())).isEqualTo("127.0.0.1");
    }

    @Test
    void production_takes_a_public_address_in_its_one_form() {
        assertThat(PRODUCTION.of(BACKEND, "::ffff:8.8.8.8", new Violations())).isEqualTo("8.8.8.8");
    }

    @Test
    void a_backend_must_name_an_address_even_in_a_trial_build() {
        Violations violations = new Violations();
        assertThat(TRIAL.of(BACKEND, null, violations)).isNull();
        Failure failure = catchThrowableOfType(Failure.class, violations::refuse);
        assertThat(failure.violations()).singleElement().satisfies(violation -> assertThat(violation.field())
                .isEqualTo("deviceIp"));
    }

    @Test
    void a_customer_cannot_name_one() {
        Failure failure = catchThrowableOfType(
                Failure.class, () -> TRIAL.of(new Caller.Customer("c"), "8.8.8.8", new Violations()));
        assertThat(failure.type()).isEqualTo(ProblemType.FORBIDDEN);
    }

    private static DeviceAddresses addresses(boolean trial) {
        String digest = TwoKeys.digest(TwoKeys.anyKey());
        Map<String, String> settings = Map.of("moonconnect.backend-keys", "a=" + digest);
        return new DeviceAddresses(
                CallerPolicyTest.policy(settings, trial),
                new TrustedProxies(CallerPolicyTest.config(settings)),
                new CurrentVertxRequest());
    }
}
