package io.moonconnect.simulator.platform;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Refusal;
import io.vertx.core.json.JsonObject;

/** The validated request body of a quote; exactly one of the two amounts is present, the other is null. */
record QuoteRequest(
        Fiat fiat,
        Coin coin,
        BigDecimal sourceAmount,
        BigDecimal destinationAmount,
        JsonObject wallet,
        String methodType,
        String methodId) {

    /** Throws if the body has a member that MoonPay's schema does not have. */
    static void checkMembers(Body body) {
        body.only(Set.of("source", "destination", "wallet", "paymentMethod", "feeBehavior"));
        body.object("source").ifPresent(source -> checkMoney(source, Set.of("code")));
        body.object("destination").ifPresent(destination -> checkMoney(destination, Set.of("code", "caip19")));
        body.object("wallet").ifPresent(wallet -> wallet.only(Set.of("address", "tag")));
        body.object("paymentMethod").ifPresent(method -> method.only(Set.of("type", "id")));
    }

    private static void checkMoney(Body money, Set<String> assetMembers) {
        money.only(Set.of("asset", "amount"));
        money.object("asset").ifPresent(asset -> asset.only(assetMembers));
    }

    static QuoteRequest of(Body body) {
        Body source = body.requiredObject("source");
        Body destination = body.requiredObject("destination");
        Fiat fiat = Fiat.of(source.requiredObject("asset").requiredText("code"));
        Coin coin = Coin.of(destination.requiredObject("asset"));
        Optional<BigDecimal> sourceAmount = source.decimal("amount");
        Optional<BigDecimal> destinationAmount = destination.decimal("amount");
        if (sourceAmount.isPresent() == destinationAmount.isPresent()) {
            throw Refusal.invalid("Exactly one of source.amount and destination.amount is required");
        }
        sourceAmount.ifPresent(amount -> check("source.amount", amount, fiat.precision()));
        destinationAmount.ifPresent(amount -> check("destination.amount", amount, coin.precision()));
        Optional<Body> method = body.object("paymentMethod");
        return new QuoteRequest(
                fiat,
                coin,
                sourceAmount.orElse(null),
                destinationAmount.orElse(null),
                body.object("wallet").map(wallet -> wallet(wallet, coin)).orElse(null),
                method.map(given -> given.requiredText("type")).orElse(null),
                method.flatMap(given -> given.text("id")).orElse(null));
    }

    JsonObject paymentMethod() {
        if (methodType == null) {
            return null;
        }
        JsonObject json = JsonObject.of("type", methodType);
        return methodId == null ? json : json.put("id", methodId);
    }

    private static JsonObject wallet(Body wallet, Coin coin) {
        String address = wallet.requiredText("address");
        if (!coin.network().isAddress(address)) {
            throw Refusal.invalid("wallet.address is no address for " + coin.code());
        }
        JsonObject json = JsonObject.of("address", address);
        wallet.text("tag").ifPresent(tag -> json.put("tag", tag));
        return json;
    }

    private static void check(String name, BigDecimal amount, int precision) {
        if (amount.signum() <= 0) {
            throw Refusal.invalid(name + " has to be above zero");
        }
        if (amount.stripTrailingZeros().scale() > precision) {
            throw Refusal.invalid(name + " has more than " + precision + " decimals");
        }
    }
}
