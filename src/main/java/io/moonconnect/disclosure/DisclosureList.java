package io.moonconnect.disclosure;

import java.util.List;

import io.moonconnect.moonpay.wire.PaymentDisclosure;

/**
 * The catalogue as callers get it.
 *
 * @param sample whether the texts are placeholders that must not be shown to real customers
 * @param fallback names the most cautious text, which stands in for whatever is not recognised
 * @param disclosures every text in every version and language, in the order of the file
 */
public record DisclosureList(boolean sample, PaymentDisclosure fallback, List<Disclosure> disclosures) {}
