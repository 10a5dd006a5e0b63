package io.moonconnect.advisory;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A row of {@code deploy/advisories.csv}.
 *
 * @param component group and artifact, with a colon in between
 * @param affectedFrom the first version that has the flaw; empty for all before
 * @param affectedBelow the first version without it; empty where none is known
 * @param reach whether a caller gets at it in this service as it was configured on 28 November 2026, in a word
 * @param acceptance why the row is no failure though a version with the flaw ships, where it is accepted
 */
record Advisory(
        String component,
        String affectedFrom,
        String affectedBelow,
        String fixedIn,
        String id,
        String reach,
        String source,
        Optional<Acceptance> acceptance) {

    private static final int COLUMNS = 13;

    /**
     * @param until the last day on which it holds
     * @param ships the version that it was judged of
     * @param askedFor the versions that were asked for in place of it, and the answer
     * @param justification in the words of CycloneDX
     * @param shownBy the test that shows that it cannot be reached
     */
    record Acceptance(
            LocalDate until, String ships, String askedFor, String justification, String reason, String shownBy) {}

    static Advisory of(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new AssertionError(cells.length + " columns: " + line);
        }
        Optional<Acceptance> acceptance = cells[7].isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Acceptance(LocalDate.parse(cells[7]), cells[8], cells[9], cells[10], cells[11], cells[12]));
        return new Advisory(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], acceptance);
    }

    boolean affects(String version) {
        LibraryVersion shipped = LibraryVersion.of(version);
        return (affectedFrom.isEmpty() || shipped.compareTo(LibraryVersion.of(affectedFrom)) >= 0)
                && (affectedBelow.isEmpty() || shipped.compareTo(LibraryVersion.of(affectedBelow)) < 0);
    }

    /** Whether it is accepted of this very version: another one is to be judged anew. */
    boolean isAcceptedOf(String version) {
        return acceptance.filter(accepted -> accepted.ships().equals(version)).isPresent();
    }
}
