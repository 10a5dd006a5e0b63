package io.moonconnect.quote;

import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.moonconnect.http.PathIds;
import io.moonconnect.moonpay.wire.AssetSelector;
import io.moonconnect.moonpay.wire.BuyQuoteRequest;
import io.moonconnect.moonpay.wire.Money;
import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.Personal;
import io.moonconnect.moonpay.wire.Wallet;
import io.moonconnect.problem.Violations;

/** Validates a purchase before MoonPay is called. */
final class PurchaseRules {

    private static final int MAX_METHODS = LegPlan.MAX_LEGS;

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,30}(\\.[0-9]{1,30})?");

    /** As in the filter of assets: MoonPay documents no form. */
    private static final Pattern ASSET_CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** CAIP-19: chain id, asset namespace and reference, and for a single token its id. */
    private static final Pattern CAIP_19 = Pattern.compile(
            "[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}" + "/[-a-z0-9]{3,8}:[-.%a-zA-Z0-9]{1,128}(/[-.%a-zA-Z0-9]{1,78})?");

    private static final Pattern WALLET = Pattern.compile("[\\x21-\\x7e]{1,256}");
    private static final Pattern METHOD_TYPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final Violations violations = new Violations();

    private PurchaseRules() {}

    static void check(BuyQuoteRequest request) {
        Violations.needed(request);
        PurchaseRules rules = new PurchaseRules();
        rules.purchase(request.source(), request.destination(), request.wallet());
        if (request.paymentMethod() != null) {
            rules.method("paymentMethod", request.paymentMethod());
        }
        rules.violations.refuse();
    }

    static void check(ComparisonRequest request) {
        Violations.needed(request);
        PurchaseRules rules = new PurchaseRules();
        rules.comparison(request);
        rules.violations.refuse();
    }

    static void check(QuoteStreamRequest request) {
        Violations.needed(request);
        PurchaseRules rules = new PurchaseRules();
        rules.comparison(request.comparison());
        rules.methods("follow", request.follow());
        rules.violations.refuse();
    }

    private void comparison(ComparisonRequest request) {
        purchase(request.source(), request.destination(), request.wallet());
        methods("paymentMethods", request.paymentMethods());
        excluded(request.excludeTypes());
    }

    private void purchase(Money source, Money destination, Wallet wallet) {
        if (hasAsset("source", source)) {
            source(source.asset());
        }
        if (hasAsset("destination", destination)) {
            destination(destination.asset());
        }
        amounts(source == null ? null : source.amount(), destination == null ? null : destination.amount());
        if (wallet != null) {
            wallet(wallet);
        }
    }

    private boolean hasAsset(String side, Money money) {
        violations.check(money != null, side, "is required");
        violations.check(money == null || money.asset() != null, side + ".asset", "is required");
        return money != null && money.asset() != null;
    }

    private void source(AssetSelector asset) {
        violations.check(
                asset.code() != null && CURRENCIES.contains(asset.code().toUpperCase(Locale.ROOT)),
                "source.asset.code",
                "must be an ISO 4217 code");
        violations.check(
                asset.caip19() == null, "source.asset.caip19", "must be absent: fiat money has no CAIP-19 identifier");
    }

    private void destination(AssetSelector asset) {
        violations.check(
                (asset.code() == null) != (asset.caip19() == null),
                "destination.asset",
                "needs exactly one of code and caip19");
        violations.check(
                fits(ASSET_CODE, asset.code()), "destination.asset.code", "must be one of MoonPay's asset codes");
        violations.check(
                fits(CAIP_19, asset.caip19()), "destination.asset.caip19", "must be a CAIP-19 asset identifier");
    }

    private void amounts(String source, String destination) {
        violations.check(
                (source == null) != (destination == null),
                "source.amount",
                "exactly one of source.amount and destination.amount is required");
        amount("source.amount", source);
        amount("destination.amount", destination);
    }

    private void amount(String field, String amount) {
        violations.check(
                amount == null || DECIMAL.matcher(amount).matches() && isPositive(amount),
                field,
                "must be a positive decimal string, for example \"120.00\"");
    }

    private void wallet(Wallet wallet) {
        violations.check(wallet.address() != null, "wallet.address", "is required");
        visible("wallet.address", wallet.address());
        visible("wallet.tag", wallet.tag());
    }

    private void visible(String field, Personal text) {
        violations.check(fits(WALLET, Personal.text(text)), field, "must be 1 to 256 visible characters");
    }

    private void methods(String field, List<PaymentMethod> methods) {
        if (methods == null) {
            return;
        }
        violations.check(methods.size() <= MAX_METHODS, field, "must have at most " + MAX_METHODS + " entries");
        violations.check(new HashSet<>(methods).size() == methods.size(), field, "must not name a method twice");
        for (int i = 0; i < Math.min(methods.size(), MAX_METHODS); i++) {
            method(field + "[" + i + "]", methods.get(i));
        }
    }

    private void method(String field, PaymentMethod method) {
        if (method == null) {
            violations.add(field, "must be a payment method");
            return;
        }
        violations.check(method.type() != null, field + ".type", "is required");
        violations.check(fits(METHOD_TYPE, method.type()), field + ".type", "must be a payment method type");
        violations.check(method.id() == null || PathIds.isValid(method.id()), field + ".id", PathIds.RULE);
    }

    private void excluded(List<String> types) {
        if (types == null) {
            return;
        }
        violations.check(
                types.size() <= MAX_METHODS && types.stream().allMatch(type -> type != null && fits(METHOD_TYPE, type)),
                "excludeTypes",
                "must have at most " + MAX_METHODS + " payment method types");
    }

    private static boolean isPositive(String decimal) {
        return decimal.chars().anyMatch(digit -> digit >= '1' && digit <= '9');
    }

    /** Absent values match; other rules decide whether they are required. */
    private static boolean fits(Pattern pattern, String value) {
        return value == null || pattern.matcher(value).matches();
    }
}
