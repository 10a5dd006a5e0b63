package io.moonconnect.caller.limit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.moonconnect.caller.TwoKeys;
import io.moonconnect.testing.HandTicker;

/** Limits that a few requests reach, two backends beside open callers, and a ticker that stands still. */
public class TightLimits extends TwoKeys {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("moonconnect.callers", "open,backend");
        settings.put("moonconnect.limit.backend", "20/1s");
        settings.put("moonconnect.limit.customer", "10/1s");
        settings.put("moonconnect.limit.token", "5/1s");
        settings.put("moonconnect.limit.sessions-per-address", "3/1m");
        settings.put("moonconnect.limit.sessions-per-customer", "4/1m");
        return settings;
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(HandTicker.class);
    }
}
