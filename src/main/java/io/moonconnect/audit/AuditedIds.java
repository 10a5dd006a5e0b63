package io.moonconnect.audit;

import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.KeyedHash;
import io.quarkus.runtime.StartupEvent;

/** Formats ids for events: customers as configured, access tokens always hashed. */
@ApplicationScoped
class AuditedIds {

    private static final Logger LOG = Logger.getLogger(AuditedIds.class);

    private final CustomerIdForm form;
    private final boolean keyed;
    private final KeyedHash hash;

    AuditedIds(AuditConfig config) {
        Optional<KeyedHash> configured = AuditKey.configured(config);
        this.form = config.customerIds();
        this.keyed = configured.isPresent();
        this.hash = configured.orElseGet(KeyedHash::ofThisProcess);
    }

    /** Instantiates this bean at startup, so that invalid configuration fails the startup. */
    void start(@Observes StartupEvent event) {
        if (!keyed) {
            LOG.info("moonconnect.audit.key is not set: hashes in audit events are valid for this process only");
        }
    }

    /** Different field names, so that ids and hashes are not confused. */
    Map.Entry<String, String> customer(String externalCustomerId) {
        return form == CustomerIdForm.PLAIN
                ? Map.entry("customer", externalCustomerId)
                : Map.entry("customerHash", hash.of(externalCustomerId));
    }

    String accessToken(AccessToken token) {
        return token.hashed(hash);
    }
}
