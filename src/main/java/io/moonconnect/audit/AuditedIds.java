package io.moonconnect.audit;

import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.ConsentToken;
import io.moonconnect.credential.KeyedHash;
import io.quarkus.runtime.StartupEvent;

/**
 * Formats ids for events: customers as configured, access tokens always hashed. Seals texts with the same key, so that
 * every replica with this key recognises them.
 */
@Singleton
public class AuditedIds {

    /** In no id and in no token, so that no hash of one is a seal. */
    private static final char SEPARATOR = '\n';

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
            LOG.info(
                    "moonconnect.audit.key is not set: hashes in audit events and proofs of disclosures are valid for this process only");
        }
    }

    /** A keyed hash of the parts, none of which may contain a line break: 32 hexadecimal digits. */
    public String seal(String... parts) {
        return hash.of(SEPARATOR + String.join(String.valueOf(SEPARATOR), parts));
    }

    /** Different field names, so that ids and hashes are not confused. */
    Map.Entry<String, String> customer(String externalCustomerId) {
        return form == CustomerIdForm.PLAIN
                ? Map.entry("customer", externalCustomerId)
                : Map.entry("customerHash", hash.of(externalCustomerId));
    }

    /** A value that only joins events. A caller may have made it up: without its line breaks its hash is no seal. */
    String joining(String value) {
        return hash.of(PrintableText.of(value));
    }

    String consentToken(ConsentToken token) {
        return token.hashed(hash);
    }

    String accessToken(AccessToken token) {
        return token.hashed(hash);
    }
}
