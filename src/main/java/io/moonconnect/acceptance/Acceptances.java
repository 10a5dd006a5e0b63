package io.moonconnect.acceptance;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.audit.AuditEvent;
import io.moonconnect.audit.AuditSink;
import io.moonconnect.audit.ServedText;
import io.moonconnect.caller.Caller;
import io.moonconnect.disclosure.Disclosures;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.problem.Violations;
import io.smallrye.mutiny.Uni;

/** Records acceptances: check, complete the audit event, deliver it to the sink. */
@ApplicationScoped
class Acceptances {

    private static final String UNPROVEN = "unproven";

    private final Disclosures disclosures;
    private final AuditSink sink;
    private final Clock clock;

    Acceptances(Disclosures disclosures, AuditSink sink, Clock clock) {
        this.disclosures = disclosures;
        this.sink = sink;
        this.clock = clock;
    }

    /** Completes when the event is safe at the sink, if there is one. */
    Uni<Acceptance> accept(Caller caller, NewAcceptance accepted, AuditEvent event) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Violations violations = new Violations();
        accepted.check(violations, now);
        String externalCustomerId = caller.externalCustomerId(accepted.externalCustomerId(), violations);
        violations.refuse();
        List<String> servedAt = servedAt(accepted.disclosures());

        String id = EvidenceId.ofAcceptance(caller, externalCustomerId, accepted);
        event.accepted(id, accepted.texts(), servedAt, accepted.quoteSignature().sha256())
                .withTermsAcceptedAt(accepted.termsAcceptedAt() != null)
                .termsAcceptedAt(accepted.terms())
                .transaction(accepted.externalTransactionId(), accepted.transactionId())
                .recordedAt(now);
        return sink.take(event, EvidenceId.ofEvent(id, accepted), id, now).replaceWith(new Acceptance(id, now));
    }

    /** The time of each text's proof. A text of a known catalogue is good without one. */
    private List<String> servedAt(List<AcceptedText> texts) {
        List<String> times = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            ServedText text = texts.get(i).text();
            Optional<Instant> time = disclosures.servedAt(text, texts.get(i).proof());
            if (time.isEmpty() && !disclosures.knows(text)) {
                throw new Failure(
                        ProblemType.DISCLOSURE_UNKNOWN,
                        "disclosures[" + i + "] has no valid proof and is in no known catalogue: serve it again.");
            }
            times.add(time.map(Instant::toString).orElse(UNPROVEN));
        }
        return times;
    }
}
