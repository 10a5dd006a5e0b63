package io.moonconnect.moonpay;

import java.io.IOException;
import java.net.Socket;

import org.junit.jupiter.api.Test;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;

/** What the send path guarantees, over HTTP/2. */
@QuarkusTest
@TestProfile(OverHttp2.class)
@Lengthy
class ClientPromisesOverHttp2Test extends ClientPromisesTest {

    /** Without a GOAWAY, MoonPay may have processed it; an idle connection that is closed has one. */
    @Test
    @Override
    void a_reset_of_a_reused_connection_causes_no_error(SimulatorControl moonPay) throws IOException {
        try (Socket caller = RawHttp.open()) {
            assertThat(RawHttp.post(caller, "/v1/sessions", SESSION).status()).isEqualTo(201);
            moonPay.add(SimulatorFault.abort("createSession").times(1));
            assertThat(RawHttp.post(caller, "/v1/sessions", SESSION).status()).isEqualTo(502);
            assertThat(RawHttp.post(caller, "/v1/sessions", SESSION).status()).isEqualTo(201);
        }
        assertThat(moonPay.counts("createSession").started()).isEqualTo(3);
    }

    /** It is not sent again: MoonPay reset its stream only, and may have processed it. */
    @Test
    @Override
    void a_resent_deletion_that_finds_nothing_is_a_success(SimulatorControl moonPay) throws IOException {
        moonPay.add(SimulatorFault.abort(DELETION).times(1));
        assertThat(deleteOnAReusedConnection(moonPay)).isEqualTo(502);
        assertThat(moonPay.counts(DELETION).started()).isEqualTo(1);
    }
}
