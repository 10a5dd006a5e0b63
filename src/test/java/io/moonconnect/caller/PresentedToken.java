package io.moonconnect.caller;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A customer's token as the service holds it, for tests elsewhere, which cannot see its type. */
public final class PresentedToken {

    private PresentedToken() {}

    /** One with this text in the place of its signature. */
    public static Object signed(String signature) {
        String header = encoded("{\"alg\":\"RS256\",\"kid\":\"k\"}");
        return BearerToken.read("Bearer " + header + "." + encoded("{}") + "." + signature);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
