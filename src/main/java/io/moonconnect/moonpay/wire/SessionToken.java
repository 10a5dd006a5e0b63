package io.moonconnect.moonpay.wire;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * MoonPay's session token: opaque, single use, valid for 24 hours. It is a credential: {@link #toString()} masks it,
 * and only a field with {@link Revealed} serialises it.
 */
public final class SessionToken {

    private final String value;

    private SessionToken(String value) {
        this.value = value;
    }

    /** Parses the response to a new session, the only one without an envelope. */
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

    /** Serialises the token for its recipient. */
    @RegisterForReflection
    public static final class Revealed extends JsonSerializer<SessionToken> {

        @Override
        public void serialize(SessionToken token, JsonGenerator generator, SerializerProvider serializers)
                throws IOException {
            generator.writeString(token.value);
        }
    }
}
