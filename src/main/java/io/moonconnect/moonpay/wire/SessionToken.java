package io.moonconnect.moonpay.wire;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * MoonPay's session token: opaque, single use, dead 24 hours after it was issued. It is a credential, so
 * {@link #toString()} masks it, and it is written where a field asks for it by {@link InAnswer}, and nowhere else.
 */
public final class SessionToken {

    private final String value;

    private SessionToken(String value) {
        this.value = value;
    }

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

    /** Hands the token to who is to have it. */
    @RegisterForReflection
    public static final class InAnswer extends JsonSerializer<SessionToken> {

        @Override
        public void serialize(SessionToken token, JsonGenerator generator, SerializerProvider serializers)
                throws IOException {
            generator.writeString(token.value);
        }
    }
}
