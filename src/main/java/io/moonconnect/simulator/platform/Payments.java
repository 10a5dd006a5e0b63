package io.moonconnect.simulator.platform;

import java.util.UUID;

import io.moonconnect.simulator.people.Persona;
import io.moonconnect.simulator.people.TestCard;
import io.moonconnect.simulator.people.Trait;
import io.moonconnect.simulator.state.Bounded;
import io.moonconnect.simulator.state.FrameSettings.Payment;
import io.moonconnect.simulator.wire.Refusal;
import io.moonconnect.simulator.wire.Visitor;
import io.vertx.core.json.JsonObject;

/** Payments made in a frame: paid, declined, or to be confirmed in a challenge first. */
public final class Payments {

    private static final int MOST = 10_000;

    private final Quotes quotes;
    private final Transactions transactions;
    private final Sessions sessions;
    private final Bounded<String, Held> challenged = new Bounded<>(MOST);

    /** A payment that waits for its challenge. */
    private record Held(Visitor visitor, JsonObject quote) {}

    /** The result of a payment: the transaction to report, or the token of a challenge; the other is null. */
    public record Outcome(JsonObject transaction, String challengeToken) {}

    Payments(Quotes quotes, Transactions transactions, Sessions sessions) {
        this.quotes = quotes;
        this.transactions = transactions;
        this.sessions = sessions;
    }

    /** @param inWidget whether the frame is MoonPay's widget */
    public Outcome pay(Visitor visitor, String signature, Payment asked, boolean inWidget) {
        JsonObject quote = quotes.redeem(signature, visitor, inWidget);
        if (sessions.connectionOf(visitor.externalCustomerId()).undecided()) {
            return new Outcome(failed("This customer may not buy", "transactionNotAllowed"), null);
        }
        if (asked == Payment.DECLINE || byCard(quote, TestCard.DECLINED)) {
            return new Outcome(declined(), null);
        }
        if (asked == Payment.CHALLENGE || challenges(visitor, quote)) {
            String token = "ch_" + UUID.randomUUID().toString().replace("-", "");
            challenged.put(token, new Held(visitor, quote));
            return new Outcome(null, token);
        }
        return new Outcome(transactions.begin(visitor, quote), null);
    }

    /** Completes a challenge, which can then not be used again: the transaction begins or is declined. */
    public JsonObject answer(String challengeToken, Visitor visitor, boolean approved) {
        Held held = find(challengeToken, visitor);
        challenged.remove(challengeToken);
        return approved ? transactions.begin(held.visitor(), held.quote()) : declined();
    }

    /** Throws unless the token is that of an open challenge of this customer. */
    public void check(String challengeToken, Visitor visitor) {
        find(challengeToken, visitor);
    }

    /** A failed payment has no id. */
    public static JsonObject declined() {
        return failed("The payment was declined by the customer's bank", "authorizationDeclined");
    }

    private static JsonObject failed(String reason, String code) {
        return JsonObject.of("status", "failed", "failureReason", reason, "failureCode", code);
    }

    private Held find(String challengeToken, Visitor visitor) {
        return challenged
                .get(challengeToken)
                .filter(held -> held.visitor().equals(visitor))
                .orElseThrow(() -> Refusal.invalid("invalidChallengeToken"));
    }

    private static boolean challenges(Visitor visitor, JsonObject quote) {
        boolean always = Persona.of(visitor.externalCustomerId()).is(Trait.CHALLENGED);
        boolean card = "card".equals(quote.getJsonObject("paymentMethod").getString("type"));
        return card && always
                || byCard(quote, TestCard.CHALLENGED_MASTERCARD)
                || byCard(quote, TestCard.CHALLENGED_VISA);
    }

    private static boolean byCard(JsonObject quote, TestCard card) {
        String id = quote.getJsonObject("paymentMethod").getString("id");
        return id != null && id.endsWith(card.last4()) && id.startsWith(TestCard.ID_PREFIX);
    }
}
