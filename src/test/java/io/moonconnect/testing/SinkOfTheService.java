package io.moonconnect.testing;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Gives the service under test a sink for its events, and the test a hand on it. */
public class SinkOfTheService implements QuarkusTestResourceLifecycleManager {

    /** An argument: the group of keys of the sink. */
    public static final String GROUP = "group";

    private String group = "moonconnect.webhooks";
    private EventSink sink;

    @Override
    public void init(Map<String, String> arguments) {
        group = arguments.getOrDefault(GROUP, group);
    }

    @Override
    public Map<String, String> start() {
        sink = new EventSink();
        return Map.of(group + ".sink.url", sink.url().toString(), group + ".sink.plain", "true");
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
