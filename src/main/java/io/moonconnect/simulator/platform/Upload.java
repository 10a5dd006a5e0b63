package io.moonconnect.simulator.platform;

import java.time.Instant;
import java.util.Set;

import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Refusal;

/** One file of a customer: what it is, where it may be put and until when, and whether it has arrived. */
final class Upload {

    private static final Set<String> TWO_SIDED = Set.of("drivingLicence", "nationalIdentityCard", "residencePermit");
    private static final Set<String> OTHERS = Set.of("passport", "selfie", "proofOfAddress", "proofOfIncome");
    private static final Set<String> SIDES = Set.of("front", "back");
    private static final Set<String> MIME_TYPES = Set.of("image/jpeg", "image/png", "application/pdf");

    private final String customerId;
    private final String fileType;
    private final String side;
    private final String mimeType;
    private final String signature;
    private final Instant expiresAt;
    private boolean arrived;
    private boolean confirmed;

    Upload(String customerId, Body wanted, String signature, Instant expiresAt) {
        this.customerId = customerId;
        this.fileType = oneOf("fileType", wanted.requiredText("fileType"), TWO_SIDED, OTHERS);
        this.side = wanted.text("side")
                .map(text -> oneOf("side", text, SIDES, Set.of()))
                .orElse(null);
        this.mimeType = oneOf("mimeType", wanted.requiredText("mimeType"), MIME_TYPES, Set.of());
        this.signature = signature;
        this.expiresAt = expiresAt;
        if (TWO_SIDED.contains(fileType) != (side != null)) {
            throw Refusal.invalid(
                    "side is for driving licences, identity cards and residence permits, and needed there");
        }
        if ("proofOfIncome".equals(fileType)) {
            wanted.requiredText("sourceOfWealth");
        }
    }

    String mimeType() {
        return mimeType;
    }

    /** Whether the URL is still good for this content. It is used up then. */
    boolean take(String givenSignature, String contentType, Instant now) {
        boolean good =
                signature.equals(givenSignature) && mimeType.equals(contentType) && now.isBefore(expiresAt) && !arrived;
        arrived |= good;
        return good;
    }

    /** Whether this customer may confirm it: it has arrived and was not confirmed before. */
    boolean isReadyFor(String customer) {
        return customerId.equals(customer) && arrived && !confirmed;
    }

    /** Counts for the customer's KYC from now on. */
    void confirm(Kyc kyc) {
        confirmed = true;
        kyc.add(fileType, side);
    }

    private static String oneOf(String name, String text, Set<String> known, Set<String> others) {
        if (!known.contains(text) && !others.contains(text)) {
            throw Refusal.invalid(name + " is not supported");
        }
        return text;
    }
}
