package io.moonconnect.moonpay;

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
}
