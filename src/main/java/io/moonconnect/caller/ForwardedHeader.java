package io.moonconnect.caller;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The header in which each proxy appends, on the right, the address of its client. */
public enum ForwardedHeader {
    X_FORWARDED_FOR("X-Forwarded-For", ForwardedHeader::split),
    /** Standard (RFC 7239): {@code for=} of each element. */
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
     * The entries from left to right, over all lines of the header. Empty entries are kept, because dropping them would
     * shift the others. Returns no entries if the header is malformed.
     */
    List<String> entries(List<String> lines) {
        return entries.apply(String.join(",", lines));
    }

    private static List<String> split(String text) {
        return text.isEmpty() ? List.of() : Stream.of(text.split(",", -1)).toList();
    }
}
