package io.moonconnect.testing;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Gives the service under test a sink for its events, and the test a hand on it. */
public class SinkOfTheService implements QuarkusTestResourceLifecycleManager {

    private EventSink sink;

    @Override
    public Map<String, String> start() {
        sink = new EventSink();
        return Map.of(
                "moonconnect.webhooks.sink.url", sink.url().toString(), "moonconnect.webhooks.sink.plain", "true");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(sink, new TestInjector.MatchesType(EventSink.class));
    }

    @Override
    public void stop() {
        sink.close();
    }
}
