package io.moonconnect.moonpay.permit;

import java.util.Map;

import io.moonconnect.testing.RedisProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A Redis for the service under test that the test can control. */
public class RedisOfTheService implements QuarkusTestResourceLifecycleManager {

    private RedisProcess redis;

    @Override
    public Map<String, String> start() {
        redis = RedisProcess.started();
        return Map.of("quarkus.redis.hosts", redis.url());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(redis, new TestInjector.MatchesType(RedisProcess.class));
    }

    @Override
    public void stop() {
        redis.close();
    }
}
