package io.moonconnect.badinput;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatorControl;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Sends what MoonPay must never see, and looks afterwards that it did not. */
abstract class OutsideTest {

    static final String TOKEN = "MoonPay-Access-Token";
    static final String A_TOKEN = "abc.def-ghi";

    private SimulatorControl moonPay;

    @BeforeEach
    void freshMoonPay() {
        moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.reset();
        moonPay.rate(0);
    }

    @AfterEach
    void moonPay_was_not_reached() {
        assertThat(moonPay.started()).as("calls that reached MoonPay").isZero();
    }

    static RequestSpecification connected() {
        return given().header(TOKEN, A_TOKEN);
    }

    static ProblemAnswer post(String path, String body) {
        return problem(
                connected().contentType("application/json").body(body).when().post(path));
    }

    static ProblemAnswer problem(Response response) {
        return ProblemAnswer.of(response);
    }
}
