package io.moonconnect.caller;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The header in which a proxy notes who has called it. Each proxy adds an entry on the right. */
public enum ForwardedHeader {
    /** The de-facto one: addresses, comma separated. */
    X_FORWARDED_FOR("X-Forwarded-For", ForwardedHeader::split),
    /** The standard one (RFC 7239): what counts is {@code for=} of each element. */
    FORWARDED("Forwarded", ForwardedElements::of);

    private final String headerName;
    private final Function<String, List<String>> entries;

    ForwardedHeader(String headerName, Function<String, List<String>> entries) {
        this.headerName = headerName;
        this.entries = entries;
    }

    String headerName() {
        return headerName;
    }

    /**
     * The entries from left to right, over all lines of the header; empty entries are among them, since leaving them out
     * would move all others. Nothing where the lines cannot be read.
     */
    List<String> entries(List<String> lines) {
        return entries.apply(String.join(",", lines));
    }

    private static List<String> split(String text) {
        return text.isEmpty() ? List.of() : Stream.of(text.split(",", -1)).toList();
    }
}
