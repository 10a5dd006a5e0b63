package io.moonconnect.quote;

import java.util.List;

import io.moonconnect.disclosure.Disclosure;
import io.moonconnect.moonpay.wire.RawJson;

/**
 * The answer of {@code POST /v1/quotes}.
 *
 * @param quote MoonPay's object, byte for byte
 * @param disclosures what must be shown with it, word for word; empty only where MoonPay asks for nothing
 * @param expiresInMs milliseconds until it expires
 * @param refreshInMs milliseconds until a new one should be asked for
 */
public record QuoteAnswer(RawJson quote, List<Disclosure> disclosures, long expiresInMs, long refreshInMs) {}
