package io.moonconnect.audit;

import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.KeyedHash;
import io.quarkus.runtime.StartupEvent;

/** How events name whom they are about: customers as configured, access tokens never but by their hash. */
@ApplicationScoped
class AuditedIds {

    private static final Logger LOG = Logger.getLogger(AuditedIds.class);

    private final CustomerIdForm form;
    private final boolean keyed;
    private final KeyedHash hash;

    AuditedIds(AuditConfig config) {
        Optional<KeyedHash> configured = AuditKey.configured(config);
        this.form = config.auditCustomerIds();
        this.keyed = configured.isPresent();
        this.hash = configured.orElseGet(KeyedHash::ofThisProcess);
    }

    /** Being observed is what makes a bad configuration a start-up error. */
    void start(@Observes StartupEvent event) {
        if (!keyed) {
            LOG.info("moonconnect.audit-key is not set: the hashes in audit events hold for this process only");
        }
    }

    /** A field of its own for either form, so that none is taken for the other. */
    Map.Entry<String, String> customer(String externalCustomerId) {
        return form == CustomerIdForm.PLAIN
                ? Map.entry("customer", externalCustomerId)
                : Map.entry("customerHash", hash.of(externalCustomerId));
    }

    String accessToken(AccessToken token) {
        return token.hashed(hash);
    }
}
