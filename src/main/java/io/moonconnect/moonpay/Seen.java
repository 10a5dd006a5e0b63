package io.moonconnect.moonpay;

/**
 * What was seen of an attempt that failed, and what follows. This is the only table of what is repeated, for retries,
 * stale connections and HTTP/2 alike. A change is sent again only if MoonPay has certainly not processed it, or if a
 * second time does no harm. The columns: a read, a change that may happen twice, a change that must not.
 */
enum Seen {

    /** Nothing was sent: no permit, too many calls, circuit breaker open, or no connection in time. */
    NOT_SENT(Next.FAIL, Next.FAIL, Next.FAIL),

    /** Nothing was sent: no connection could be opened. */
    NO_CONNECTION(Next.RETRY, Next.FAIL, Next.FAIL),

    /** Certainly not processed: HTTP/2 refused the stream, announced that it is ignored, or had none left for it. */
    NOT_PROCESSED(Next.RESEND, Next.RESEND, Next.RESEND),

    /** The same of a call that is on a new connection already. */
    NOT_PROCESSED_AGAIN(Next.RETRY, Next.FAIL, Next.FAIL),

    /** The reused HTTP/1.1 connection was closed or reset: most likely an idle connection that MoonPay has closed. */
    STALE(Next.RESEND, Next.RESEND, Next.UNKNOWN),

    /** Closed or reset without a response. */
    LOST(Next.RETRY, Next.FAIL, Next.UNKNOWN),

    /** Anything else in place of a whole response, for example one that is cut off or is not HTTP. */
    BROKEN(Next.FAIL, Next.FAIL, Next.UNKNOWN),

    /** Sent, and no whole response in time. */
    SILENCE(Next.FAIL, Next.FAIL, Next.UNKNOWN),

    /** 429. */
    RATE_LIMITED(Next.RETRY, Next.FAIL, Next.FAIL),

    /** Another 4xx: MoonPay, or something on the way, has refused the request. */
    REFUSED(Next.FAIL, Next.FAIL, Next.FAIL),

    /** 502, 503 or 504. */
    OUT_OF_SERVICE(Next.RETRY, Next.FAIL, Next.UNKNOWN),

    /** Any other status, or a success with a body that is none. */
    UNUSABLE(Next.FAIL, Next.FAIL, Next.UNKNOWN);

    /** What follows for the call. */
    enum Next {
        /** It is sent again at once, on a new connection, once. */
        RESEND,
        /** It is sent again after a pause, as far as {@link Retries} allow it. */
        RETRY,
        /** It fails. */
        FAIL,
        /** It fails, and the caller is told that MoonPay may have processed it. */
        UNKNOWN
    }

    private final Next read;
    private final Next harmless;
    private final Next harmful;

    Seen(Next read, Next harmless, Next harmful) {
        this.read = read;
        this.harmless = harmless;
        this.harmful = harmful;
    }

    Next next(Operation operation) {
        if (operation.isSafe()) {
            return read;
        }
        return operation.mayHappenTwice() ? harmless : harmful;
    }

    /** Whether MoonPay may have processed the request. */
    boolean isUnclear() {
        return harmful == Next.UNKNOWN;
    }
}
