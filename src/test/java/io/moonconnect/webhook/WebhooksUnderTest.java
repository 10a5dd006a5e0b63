package io.moonconnect.webhook;

import java.util.Map;
import java.util.Set;

import io.moonconnect.testing.HandSetClock;
import io.moonconnect.testing.MountedFile;
import io.quarkus.test.junit.QuarkusTestProfile;

/** Keys in a file that is looked at every 20 ms, a clock that stands still, and few webhooks at a time. */
public class WebhooksUnderTest implements QuarkusTestProfile {

    static final String KEY = "wk_test_first";
    static final String OTHER_KEY = "wk_live_second";
    static final String SINK_KEY = "sink-key-of-the-tests-0123456789abcdef";
    static final int MOST = 4;

    @Override
    public Map<String, String> getConfigOverrides() {
        MountedFile keys = MountedFile.create("webhook-keys", KEY + "," + OTHER_KEY);
        return Map.of(
                "moonpay.webhook-keys",
                "",
                "moonpay.webhook-keys-file",
                keys.path().toString(),
                "moonconnect.files.check-interval",
                "20ms",
                "moonconnect.webhooks.max-concurrent",
                String.valueOf(MOST),
                "moonconnect.webhooks.sink.key",
                SINK_KEY,
                "moonconnect.cors.origins",
                "https://shop.example");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(HandSetClock.class);
    }
}
