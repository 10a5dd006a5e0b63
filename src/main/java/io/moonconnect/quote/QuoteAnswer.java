package io.moonconnect.quote;

import java.util.List;

import io.moonconnect.disclosure.Disclosure;
import io.moonconnect.moonpay.wire.RawJson;

/**
 * The response of {@code POST /v1/quotes}.
 *
 * @param quote MoonPay's object, byte for byte
 * @param disclosures texts to show with it, verbatim; empty only if MoonPay requires none
 * @param expiresInMs milliseconds until it expires
 * @param refreshInMs milliseconds until a new quote should be requested
 */
public record QuoteAnswer(RawJson quote, List<Disclosure> disclosures, long expiresInMs, long refreshInMs) {}
