package io.moonconnect.disclosure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import io.moonconnect.audit.AuditedIds;
import io.moonconnect.audit.ServedText;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Proofs that a text was served: {@code <unix seconds>.<hash>}, where the hash is an HMAC over id, version, locale,
 * digest and time with the audit key. Every replica with this key can check them, also after a restart. Without a
 * configured key, only the process that served the text can.
 */
@Startup
@Singleton
class Proofs {

    private static final Pattern FORM = Pattern.compile("[0-9]{1,11}\\.[0-9a-f]{32}");

    private final AuditedIds ids;
    private final Clock clock;
    private final Duration life;

    Proofs(AuditedIds ids, DisclosuresConfig config, Clock clock) {
        this.ids = ids;
        this.clock = clock;
        this.life = config.proofLife();
        if (life.toSeconds() < 1) {
            throw new ConfigurationException("moonconnect.disclosures.proof-life must be at least 1 s");
        }
    }

    /** The text with a proof of now. */
    Disclosure prove(Disclosure disclosure) {
        return disclosure.withProof(
                proof(disclosure.asServed(), Long.toString(clock.instant().getEpochSecond())));
    }

    /** When this text was served; empty if the proof does not show that it was within the configured time. */
    Optional<Instant> servedAt(ServedText text, String proof) {
        if (proof == null || !FORM.matcher(proof).matches()) {
            return Optional.empty();
        }
        String time = proof.substring(0, proof.indexOf('.'));
        boolean ours = MessageDigest.isEqual(
                proof.getBytes(StandardCharsets.US_ASCII), proof(text, time).getBytes(StandardCharsets.US_ASCII));
        Instant servedAt = Instant.ofEpochSecond(Long.parseLong(time));
        return Optional.of(servedAt).filter(at -> ours && !clock.instant().isAfter(at.plus(life)));
    }

    private String proof(ServedText text, String time) {
        return time + "." + ids.seal("disclosure", text.id(), text.version(), text.locale(), text.digest(), time);
    }
}
