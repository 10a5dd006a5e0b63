package io.moonconnect.moonpay;

import java.util.Objects;

/**
 * What makes two reads equal.
 *
 * @param reader who reads: a token's hash; empty for our own key
 * @param uri path and query, as they go to MoonPay
 */
record ReadKey(String reader, String uri) {

    static ReadKey ofOurs(Call call) {
        return new ReadKey("", call.options().getURI());
    }

    static ReadKey of(Call call, String tokenHash) {
        return new ReadKey(tokenHash, call.options().getURI());
    }

    // A key: what the compiler makes of a record's equality runs through method handles in a native image, many times
    // slower.
    @Override
    public boolean equals(Object other) {
        return other instanceof ReadKey that && Objects.equals(reader, that.reader) && Objects.equals(uri, that.uri);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(reader) + Objects.hashCode(uri);
    }
}
