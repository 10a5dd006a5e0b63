package io.moonconnect.disclosure;

import java.net.URL;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.http.UntrustedName;
import io.moonconnect.moonpay.wire.PaymentDisclosure;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The lookup of the texts that MoonPay requires. */
@QuarkusTest
class DisclosuresTest {

    private static final PaymentDisclosure FINALITY = new PaymentDisclosure("us-transaction-finality", "1");
    private static final PaymentDisclosure NEW_ID = new PaymentDisclosure("brand-new", "1");
    private static final PaymentDisclosure NEW_VERSION = new PaymentDisclosure("us-transaction-finality", "2");

    @TestHTTPResource(value = "/metrics", management = true)
    URL metricsUrl;

    @Inject
    Disclosures disclosures;

    @Inject
    MeterRegistry metrics;

    @Test
    void nothingAskedIsNothingShown() {
        assertThat(show()).isEmpty();
    }

    @Test
    void whatTheCatalogueHasIsShownInTheOrderItWasAskedFor() {
        assertThat(show(new PaymentDisclosure("gateway-token", "1"), FINALITY))
                .extracting(Disclosure::id)
                .containsExactly("gateway-token", "us-transaction-finality");
    }

    @Test
    void anUnknownIdGetsTheMostCautiousText() {
        assertThat(show(NEW_ID)).singleElement().satisfies(text -> {
            assertThat(text.recognised()).isFalse();
            assertThat(text.id()).isEqualTo("most-cautious");
        });
    }

    @Test
    void anUnknownVersionGetsTheMostCautiousText() {
        assertThat(show(NEW_VERSION)).singleElement().satisfies(text -> {
            assertThat(text.recognised()).isFalse();
            assertThat(text.id()).isEqualTo("most-cautious");
        });
    }

    @Test
    void aTextAskedForTwiceIsShownOnce() {
        assertThat(show(FINALITY, FINALITY)).hasSize(1);
    }

    @Test
    void theMostCautiousTextIsShownOnceForAllThatIsUnknown() {
        assertThat(show(NEW_ID, FINALITY, NEW_VERSION))
                .extracting(Disclosure::id)
                .containsExactly("us-transaction-finality", "most-cautious");
    }

    @Test
    void theMostCautiousTextIsNotRepeatedWhereItWasAskedForByName() {
        assertThat(show(new PaymentDisclosure("most-cautious", "1"), NEW_ID))
                .singleElement()
                .satisfies(text -> assertThat(text.recognised()).isFalse());
    }

    @Test
    void theMostCautiousTextComesInTheCustomersLanguage() {
        assertThat(disclosures.mostCautious(Languages.of("de", null)))
                .singleElement()
                .satisfies(text -> assertThat(text.locale()).isEqualTo("de"));
    }

    @Test
    void whateverIsUnknownIsCounted() {
        double before = unrecognised();

        show(NEW_ID, NEW_VERSION, NEW_ID, FINALITY);

        assertThat(unrecognised() - before).isEqualTo(2);
    }

    @Test
    void whateverIsNotUnderstoodIsCounted() {
        double before = unrecognised();

        disclosures.mostCautious(List.of());

        assertThat(unrecognised() - before).isEqualTo(1);
    }

    @Test
    void knownIdsComeInTheirCurrentVersion() {
        assertThat(disclosures.known("us-transaction-finality")).containsExactly(FINALITY);
    }

    @Test
    void anIdThatTheCatalogueDoesNotHaveIsNotDropped() {
        assertThat(disclosures.toShow(disclosures.known("brand-new"), List.of()))
                .singleElement()
                .satisfies(text -> assertThat(text.recognised()).isFalse());
    }

    @Test
    void whatCouldBeMoonPaysNameOrVersionIsFitForTheLog() {
        for (String name :
                List.of("us-transaction-finality", "paused", "notSeenYet", "3", "v12", "1.10", "2026-01-31")) {
            assertThat(UntrustedName.forLog(name)).isEqualTo(name);
        }
    }

    @Test
    void anythingElseWhereANameShouldBeIsKeptOutOfTheLog() {
        for (String name : List.of(
                "",
                "a\nb=",
                "c".repeat(100),
                "a-".repeat(9) + "a",
                "st_0a6ee14b",
                "ada@example.org",
                "+14155550142",
                "203.0.113.7",
                "2001:db8::1",
                "cust-7f31")) {
            assertThat(UntrustedName.forLog(name)).isEqualTo("?");
        }
    }

    @Test
    void theMetricHasNoTagThatCouldGrow() {
        show(NEW_ID);

        assertThat(given().get(metricsUrl).asString()).containsPattern("(?m)^disclosures_unrecognised_total [0-9.]+$");
    }

    private List<Disclosure> show(PaymentDisclosure... asked) {
        return disclosures.toShow(List.of(asked), List.of());
    }

    private double unrecognised() {
        return metrics.get("disclosures.unrecognised").counter().count();
    }
}
