package io.moonconnect.moonpay.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * Makes the parsers of {@link WireJson}. A class of its own, initialised at run time in a native image too
 * ({@code quarkus.native.additional-build-args}): the factory holds the random seed of its symbol tables, which must differ
 * from process to process.
 */
final class WireParsers {

    /** Deeper than anything MoonPay documents, shallower than what would hurt. */
    private static final int MAX_DEPTH = 200;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    // Numbers are relayed, not computed with, so a long one costs nothing.
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private WireParsers() {}
}
