package io.moonconnect.moonpay.wire;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;

/** The {@code availability} of configurations and stored methods. */
final class Availability {

    private Availability() {}

    /** Whether {@code active} is literally true; anything else is inactive. */
    static boolean active(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            WireJson.skip(parser);
            return false;
        }
        boolean[] active = new boolean[1];
        WireJson.eachField(parser, (name, value) -> {
            if (name.equals("active")) {
                active[0] = WireJson.isTrue(value);
            } else {
                WireJson.skip(value);
            }
        });
        return active[0];
    }
}
