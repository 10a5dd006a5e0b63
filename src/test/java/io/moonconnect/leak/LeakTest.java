package io.moonconnect.leak;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.moonconnect.testing.AllLogs;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs all that the service does, well and badly, with planted secrets and personal values and with every logger at TRACE,
 * and then looks for them wherever they must not be.
 */
@QuarkusTest
@TestProfile(EverythingLogged.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
class LeakTest {

    private static PlantedCustomer customer;
    private static Caller caller;

    /** Once for all tests, and not before all: the service's port is known by now only. */
    @BeforeEach
    void runEverythingOnce() {
        if (caller != null) {
            return;
        }
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.reset();
        moonPay.rate(0);
        customer = new PlantedCustomer();
        caller = new Caller("ApiKey " + Planted.API_KEY.value());
        WholeJob job = new WholeJob(caller, customer, moonPay);
        String accessToken = job.run();
        new BadRequests(caller, customer, accessToken).run();
        new BadAnswers(caller, customer, moonPay, accessToken, job.purchase()).run();
    }

    @Test
    void no_log_line_has_any_of_it() {
        Set<String> found = new LinkedHashSet<>();
        List<Search> searches = Search.forAll(customer.all());
        for (String line : AllLogs.lines()) {
            searches.stream()
                    .filter(search -> search.finds(line))
                    .forEach(search -> found.add(search.name() + " in " + category(line)));
        }
        assertThat(found).isEmpty();
    }

    private static String category(String line) {
        Matcher matcher = Pattern.compile("^\\S+ \\[[^\\]]*\\]").matcher(line);
        return matcher.find() ? matcher.group() : "a line without a category";
    }
}
