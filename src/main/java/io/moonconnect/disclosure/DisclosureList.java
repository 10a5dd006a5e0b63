package io.moonconnect.disclosure;

import java.util.List;

import io.moonconnect.moonpay.wire.PaymentDisclosure;

/**
 * The catalogue as returned to callers.
 *
 * @param sample whether the texts are placeholders that must not be shown to real customers
 * @param fallback identifies the most cautious text, which replaces unrecognised disclosures
 * @param disclosures all texts in all versions and languages, in file order
 */
public record DisclosureList(boolean sample, PaymentDisclosure fallback, List<Disclosure> disclosures) {}
