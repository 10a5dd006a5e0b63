package io.moonconnect.moonpay;

import java.util.Objects;

/**
 * Identity of a read.
 *
 * @param reader hash of the customer's token; empty for the secret key
 * @param uri path and query as sent to MoonPay
 */
record ReadKey(String reader, String uri) {

    static ReadKey bySecretKey(Call call) {
        return new ReadKey("", call.options().getURI());
    }

    static ReadKey of(Call call, String tokenHash) {
        return new ReadKey(tokenHash, call.options().getURI());
    }

    // Explicit for speed: a native image runs a record's own equality through slow method handles.
    @Override
    public boolean equals(Object other) {
        return other instanceof ReadKey that && Objects.equals(reader, that.reader) && Objects.equals(uri, that.uri);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(reader) + Objects.hashCode(uri);
    }
}
