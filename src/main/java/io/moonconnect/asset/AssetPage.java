package io.moonconnect.asset;

import io.moonconnect.moonpay.wire.Envelope;
import io.moonconnect.moonpay.wire.RawJson;

/**
 * The response of {@code GET /v1/assets}.
 *
 * @param assets MoonPay's objects, byte for byte
 * @param pageInfo MoonPay's; its {@code nextCursor} is null on the last page
 */
public record AssetPage(RawJson assets, RawJson pageInfo) {

    static AssetPage of(Envelope envelope) {
        return new AssetPage(envelope.data(), envelope.pageInfoOrLast());
    }
}
