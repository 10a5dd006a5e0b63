package io.moonconnect.audit;

/** The audited actions: the field {@code event}. */
public enum AuditedAction {
    SESSION_CREATED("session.created"),
    SESSION_REVOKED("session.revoked"),
    PAYMENT_METHOD_DELETED("payment-method.deleted"),
    DISCLOSURES_SERVED("disclosures.served");

    private final String label;

    AuditedAction(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
