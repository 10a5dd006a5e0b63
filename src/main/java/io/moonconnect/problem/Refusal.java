package io.moonconnect.problem;

import java.util.Locale;

/** Why a caller is refused: the label {@code reason} of {@code requests_refused_total}. The detail says it in words. */
public enum Refusal {
    CREDENTIALS_MISSING(ProblemType.UNAUTHENTICATED),
    API_KEY(ProblemType.UNAUTHENTICATED),
    CUSTOMER_TOKEN(ProblemType.UNAUTHENTICATED),
    ORIGIN(ProblemType.FORBIDDEN),
    CUSTOMER_NAMED(ProblemType.FORBIDDEN),
    DEVICE_IP_NAMED(ProblemType.FORBIDDEN),
    EXPORT_BY_CUSTOMER(ProblemType.FORBIDDEN),
    NOT_ACCEPTABLE(ProblemType.NOT_ACCEPTABLE),
    BODY_LENGTH(ProblemType.PAYLOAD_TOO_LARGE),
    MEDIA_TYPE(ProblemType.UNSUPPORTED_MEDIA_TYPE),
    CONTENT_CODING(ProblemType.UNSUPPORTED_MEDIA_TYPE),
    RATE_LIMIT(ProblemType.TOO_MANY_REQUESTS),
    TARGET_LENGTH(ProblemType.INVALID_REQUEST, 414),
    HEAD_LENGTH(ProblemType.INVALID_REQUEST, 431),
    HEAD_MEMORY(ProblemType.OVERLOADED);

    private final ProblemType type;
    private final int status;

    Refusal(ProblemType type) {
        this(type, type.status());
    }

    Refusal(ProblemType type, int status) {
        this.type = type;
        this.status = status;
    }

    ProblemType type() {
        return type;
    }

    int status() {
        return status;
    }

    /** The name in metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
