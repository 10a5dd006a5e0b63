package io.moonconnect.moonpay.wire;

import java.io.IOException;

/** JSON without the expected shape. The message names the shape, never the content. */
public final class MalformedJsonException extends IOException {

    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message) {
        super(message);
    }
}
