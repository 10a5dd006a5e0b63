package io.moonconnect.audit;

/** The audited actions: the field {@code event}. */
public enum AuditedAction {
    SESSION_CREATED("session.created"),
    SESSION_REVOKED("session.revoked"),
    PAYMENT_METHOD_DELETED("payment-method.deleted"),
    KYC_SUBMITTED("kyc.submitted"),
    FILE_UPLOAD_REQUESTED("file-upload.requested"),
    FILES_SUBMITTED("files.submitted"),
    CUSTOMER_EXPORTED("customer.exported"),
    DISCLOSURES_SERVED("disclosures.served"),
    DISCLOSURES_ACCEPTED("disclosures.accepted");

    private final String label;

    AuditedAction(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
