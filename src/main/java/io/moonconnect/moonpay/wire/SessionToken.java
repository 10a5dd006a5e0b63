package io.moonconnect.moonpay.wire;

import java.io.IOException;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * MoonPay's session token: opaque, single use, dead 24 hours after it was issued. It is a credential, so
 * {@link #toString()} masks it; it is written out only where the API says so.
 */
public record SessionToken(@JsonValue String value) {

    /** Reads MoonPay's answer to the creation of a session, the one answer that has no envelope. */
    public static SessionToken read(byte[] body) throws IOException {
        String[] token = new String[1];
        WireJson.document(
                RawJson.of(body),
                root -> WireJson.eachField(root, (name, value) -> {
                    if (name.equals("sessionToken")) {
                        token[0] = WireJson.textOrNull(value);
                    } else {
                        WireJson.skip(value);
                    }
                }));
        if (token[0] == null || token[0].isEmpty()) {
            throw new MalformedJsonException("no session token");
        }
        return new SessionToken(token[0]);
    }

    @Override
    public String toString() {
        return "SessionToken[masked]";
    }
}
