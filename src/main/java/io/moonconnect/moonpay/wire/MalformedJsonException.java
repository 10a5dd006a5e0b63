package io.moonconnect.moonpay.wire;

import java.io.IOException;

/** JSON that does not have the shape that was promised. The message names the shape, never the content. */
public final class MalformedJsonException extends IOException {

    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message) {
        super(message);
    }
}
