package io.moonconnect.moonpay.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * Parser factory of {@link WireJson}, initialised at run time in a native image, too
 * ({@code quarkus.native.additional-build-args}): the random seed of its symbol tables must differ between processes.
 */
final class WireParsers {

    /** Deeper than any response that MoonPay documents. */
    private static final int MAX_DEPTH = 200;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    // Numbers are relayed as text, so a long one costs nothing.
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private WireParsers() {}
}
