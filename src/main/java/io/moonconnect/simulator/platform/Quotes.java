package io.moonconnect.simulator.platform;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

import io.moonconnect.simulator.people.PaymentOption;
import io.moonconnect.simulator.people.Persona;
import io.moonconnect.simulator.people.StoredCard;
import io.moonconnect.simulator.people.Trait;
import io.moonconnect.simulator.state.Bounded;
import io.moonconnect.simulator.state.Settings;
import io.moonconnect.simulator.wire.Answer;
import io.moonconnect.simulator.wire.Call;
import io.moonconnect.simulator.wire.Refusal;
import io.moonconnect.simulator.wire.Visitor;
import io.vertx.core.json.JsonObject;

/** Creates buy quotes, and stores their signatures for the payment frame. */
public final class Quotes {

    private static final int MOST = 20_000;

    private final Clock clock;
    private final Supplier<Settings> settings;
    private final PaymentMethods paymentMethods;
    private final Bounded<String, Issued> issued = new Bounded<>(MOST);

    Quotes(Clock clock, Supplier<Settings> settings, PaymentMethods paymentMethods) {
        this.clock = clock;
        this.settings = settings;
        this.paymentMethods = paymentMethods;
    }

    /** A quote that was returned to a customer. */
    record Issued(Visitor visitor, JsonObject quote, Instant expiresAt) {}

    Answer buy(Call call) {
        if (settings.get().closedBodies()) {
            QuoteRequest.checkMembers(call.body());
        }
        QuoteRequest request = QuoteRequest.of(call.body());
        Visitor visitor = call.visitor();
        StoredCard card = checkMethod(request, visitor);
        Price price = price(request, Tariff.of(request.methodType(), card));
        checkBounds(price);
        Instant expiresAt = clock.instant().plus(settings.get().quoteLife());
        String signature = "qs_" + UUID.randomUUID().toString().replace("-", "");
        boolean executable = executable(request, visitor);
        JsonObject quote = JsonObject.of(
                "source", price.fiat().amount(price.source()),
                "destination", price.coin().amount(price.destination()),
                "fees", price.fees(),
                "wallet", request.wallet(),
                "paymentMethod", request.paymentMethod(),
                "limits", executable ? Limits.of(price.fiat()) : null,
                "expiresAt", Timestamps.of(expiresAt),
                "executable", executable,
                "exchangeRate", price.rate().toPlainString(),
                "signature", signature);
        Persona persona = Persona.of(visitor.externalCustomerId());
        if (persona.is(Trait.PARTNER_FEE)) {
            JsonObject fees = quote.getJsonObject("fees");
            fees.put("partner", fees.getJsonObject("ecosystem").copy());
        }
        if (!persona.is(Trait.QUOTE_WITHOUT_DISCLOSURES)) {
            quote.put("paymentDisclosures", Disclosures.of(persona, price.coin()));
        }
        issued.put(signature, new Issued(visitor, quote, expiresAt));
        return Answer.data(quote);
    }

    /**
     * Redeems a signature in a payment frame: the quote must be this customer's, executable and not expired.
     *
     * @param inWidget whether the frame is MoonPay's widget, which some methods require
     */
    JsonObject redeem(String signature, Visitor visitor, boolean inWidget) {
        Issued found = issued.get(signature)
                .filter(quote -> quote.visitor().equals(visitor))
                .filter(quote -> quote.quote().getBoolean("executable"))
                .filter(quote -> inWidget || !requiresWidget(quote))
                .orElseThrow(() -> Refusal.invalid("invalidQuote"));
        if (!clock.instant().isBefore(found.expiresAt())) {
            throw Refusal.invalid("quoteExpired");
        }
        return found.quote();
    }

    private static boolean requiresWidget(Issued quote) {
        String type = quote.quote().getJsonObject("paymentMethod").getString("type");
        return PaymentOption.in(Persona.of(quote.visitor().externalCustomerId())).stream()
                .anyMatch(option -> option.type().equals(type) && option.requiresWidget());
    }

    private StoredCard checkMethod(QuoteRequest request, Visitor visitor) {
        if (request.methodType() == null) {
            return null;
        }
        PaymentOption option = PaymentOption.in(Persona.of(visitor.externalCustomerId())).stream()
                .filter(candidate -> candidate.type().equals(request.methodType()))
                .filter(PaymentOption::active)
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("paymentMethod.type is not available"));
        if (!option.currencies().contains(request.fiat().name())) {
            throw Refusal.invalid("paymentMethod.type does not take " + request.fiat());
        }
        if ("sepa".equals(option.type()) && request.coin().kind() == Coin.Kind.DEFI) {
            throw Refusal.invalid("paymentMethod.type does not cover this asset");
        }
        if (request.methodId() == null) {
            return null;
        }
        return paymentMethods
                .card(visitor, request.methodId())
                .filter(StoredCard::active)
                .orElseThrow(() -> Refusal.invalid("paymentMethod.id cannot be used"));
    }

    private static Price price(QuoteRequest request, Tariff tariff) {
        return request.sourceAmount() == null
                ? Price.ofDestination(request.fiat(), request.coin(), tariff, request.destinationAmount())
                : Price.ofSource(request.fiat(), request.coin(), tariff, request.sourceAmount());
    }

    private static void checkBounds(Price price) {
        BigDecimal least = price.fiat().least();
        if (price.source().compareTo(least) < 0) {
            throw Refusal.invalid("source.amount has to be at least " + least.toPlainString());
        }
        BigDecimal most = price.fiat().most();
        if (price.source().compareTo(most) > 0) {
            throw Refusal.invalid("source.amount has to be at most " + most.toPlainString());
        }
    }

    private static boolean executable(QuoteRequest request, Visitor visitor) {
        if (request.wallet() == null || request.methodType() == null) {
            return false;
        }
        if (visitor.is(Visitor.Kind.ANONYMOUS)) {
            // A Gateway asset never goes with guest checkout.
            boolean gateway = request.coin().kind() == Coin.Kind.DEFI;
            return visitor.guest() && "apple_pay".equals(request.methodType()) && !gateway;
        }
        return !"card".equals(request.methodType()) || request.methodId() != null;
    }
}
