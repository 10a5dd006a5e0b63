package io.moonconnect.advisory;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.moonconnect.artifact.NeedsJvm;
import io.moonconnect.testing.Lengthy;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing ships with a flaw that is known, unless it was looked at and is out of reach. */
@NeedsJvm
class AdvisoriesIT {

    private static Sbom sbom;

    @BeforeAll
    static void read() {
        sbom = Sbom.read();
    }

    @Test
    void nothing_ships_below_the_version_that_mends_it() {
        List<String> open = Advisories.all().stream()
                .filter(row -> isAffected(row) && !row.isAcceptedOf(sbom.versionOf(row.component())))
                .map(row -> row.component() + " " + sbom.versionOf(row.component()) + " has " + row.id() + ", fixed in "
                        + row.fixedIn())
                .toList();

        assertThat(open).isEmpty();
    }

    @Test
    void nothing_is_accepted_that_need_not_be() {
        assertThat(Advisories.accepted()).isNotEmpty().allMatch(AdvisoriesIT::isAffected);
    }

    @Test
    void what_the_vex_is_about_is_in_the_sbom() {
        assertThat(Advisories.accepted())
                .allSatisfy(row -> assertThat(sbom.referenceOf(row.component())).isEqualTo(Vex.reference(row)));
    }

    /** In full builds only: who builds an old release again must not fail for the day. */
    @Test
    @Lengthy
    void what_was_accepted_is_looked_at_again_in_time() {
        LocalDate today = LocalDate.now();

        assertThat(Advisories.accepted())
                .filteredOn(row -> row.acceptance().orElseThrow().until().isBefore(today))
                .isEmpty();
    }

    private static boolean isAffected(Advisory row) {
        return sbom.components().contains(row.component()) && row.affects(sbom.versionOf(row.component()));
    }
}
