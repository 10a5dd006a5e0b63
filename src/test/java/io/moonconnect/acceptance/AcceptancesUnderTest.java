package io.moonconnect.acceptance;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.moonconnect.caller.TwoKeys;
import io.moonconnect.disclosure.CatalogueJson;
import io.moonconnect.testing.HandSetClock;
import io.moonconnect.testing.MountedFile;
import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * Two backends and customers, a shared audit key, an audit sink, a catalogue that is looked at every 20 ms, a clock that
 * stands still, and few acceptances at a time.
 */
public class AcceptancesUnderTest implements QuarkusTestProfile {

    static final String AUDIT_KEY = "audit-key-of-the-tests-0123456789abcdef";
    static final String SINK_KEY = "sink-key-of-the-tests-0123456789abcdef";
    static final int MOST = 4;

    /** The text of the catalogue at the start, and its identity. */
    static final String ID = "one";

    static final String TEXT = "First.";

    @Override
    public Map<String, String> getConfigOverrides() {
        MountedFile catalogue = MountedFile.create("disclosures.json", CatalogueJson.small(ID, "1", TEXT));
        Map<String, String> overrides = new HashMap<>();
        overrides.put("moonconnect.callers", "customer,backend");
        overrides.put(
                "moonconnect.backend-keys",
                "shop=" + TwoKeys.digest(TwoKeys.key("new")) + ",other=" + TwoKeys.digest(TwoKeys.key("old")));
        overrides.put("moonconnect.audit.key", AUDIT_KEY);
        overrides.put("moonconnect.audit.sink.key", SINK_KEY);
        overrides.put("moonconnect.audit.sink.max-concurrent", String.valueOf(MOST));
        overrides.put("moonconnect.disclosures.file", catalogue.path().toString());
        overrides.put("moonconnect.files.check-interval", "20ms");
        // The service's clock stands still; Quarkus limits fetches in real time, too.
        overrides.put("quarkus.oidc.token.forced-jwk-refresh-interval", "2ms");
        return overrides;
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(HandSetClock.class);
    }
}
