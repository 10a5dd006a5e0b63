package io.moonconnect.moonpay.permit;

/** Redis has responded, but too late. */
final class LateException extends Exception {

    private static final long serialVersionUID = 1L;

    LateException() {
        super("responses are too slow", null, false, false);
    }
}
