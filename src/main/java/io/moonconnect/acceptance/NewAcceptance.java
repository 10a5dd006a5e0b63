package io.moonconnect.acceptance;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.moonconnect.audit.AuditEvent;
import io.moonconnect.audit.ServedText;
import io.moonconnect.caller.ExternalCustomerIds;
import io.moonconnect.credential.QuoteSignature;
import io.moonconnect.http.PathIds;
import io.moonconnect.problem.Violations;

/**
 * What a customer accepted. Personal data: {@link #toString()} masks it.
 *
 * @param externalCustomerId the host's id of the customer; required from a backend, forbidden for a customer
 * @param disclosures the texts that were shown, 1 to {@value AuditEvent#MAX_TEXTS}, each once
 * @param quoteSignature of the quote that the customer is about to pay
 * @param termsAcceptedAt when they accepted MoonPay's terms, ISO 8601 with an offset, or null
 * @param externalTransactionId the host's id of the transaction, or null
 * @param transactionId MoonPay's id of the transaction, or null while there is none
 */
public record NewAcceptance(
        String externalCustomerId,
        List<AcceptedText> disclosures,
        QuoteSignature quoteSignature,
        String termsAcceptedAt,
        String externalTransactionId,
        String transactionId) {

    /** Validates everything but the customer. */
    void check(Violations violations, Instant now) {
        checkDisclosures(violations);
        violations.check(
                quoteSignature != null && quoteSignature.isValid(), "quoteSignature", "must be the quote's signature");
        if (termsAcceptedAt != null) {
            violations.checkPast(termsAcceptedAt, "termsAcceptedAt", now);
        }
        violations.check(
                externalTransactionId == null || ExternalCustomerIds.isValid(externalTransactionId),
                "externalTransactionId",
                ExternalCustomerIds.RULE);
        violations.check(transactionId == null || PathIds.isValid(transactionId), "transactionId", PathIds.RULE);
    }

    List<ServedText> texts() {
        return disclosures.stream().map(AcceptedText::text).toList();
    }

    /** The same time has the same text, whatever its offset; empty if there is none. */
    String terms() {
        return termsAcceptedAt == null
                ? ""
                : OffsetDateTime.parse(termsAcceptedAt).toInstant().toString();
    }

    private void checkDisclosures(Violations violations) {
        int count = disclosures == null ? 0 : disclosures.size();
        if (count < 1 || count > AuditEvent.MAX_TEXTS) {
            violations.add("disclosures", "must list 1 to " + AuditEvent.MAX_TEXTS + " texts");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < count; i++) {
            String at = "disclosures[" + i + "]";
            AcceptedText text = disclosures.get(i);
            if (text == null) {
                violations.add(at, "is required");
            } else {
                text.check(at, violations);
                violations.check(
                        seen.add(text.id() + "@" + text.version() + "/" + text.locale()), at, "is a duplicate");
            }
        }
    }

    @Override
    public String toString() {
        return "NewAcceptance[masked]";
    }
}
