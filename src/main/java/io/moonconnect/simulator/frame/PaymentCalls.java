package io.moonconnect.simulator.frame;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.moonconnect.simulator.frame.FrameCalls.FrameCall;
import io.moonconnect.simulator.people.StoredCard;
import io.moonconnect.simulator.people.TestCard;
import io.moonconnect.simulator.platform.Payments;
import io.moonconnect.simulator.platform.Payments.Outcome;
import io.moonconnect.simulator.platform.Sessions.Session;
import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Refusal;
import io.moonconnect.simulator.wire.Visitor;
import io.vertx.core.json.JsonObject;

/** The calls of the frames buy, apple-pay, widget, challenge and add-card. */
final class PaymentCalls {

    private static final String MONTH = "0[1-9]|1[0-2]";
    private static final String YEAR = "20[0-9]{2}";

    private PaymentCalls() {}

    /**
     * Body {@code {clientToken, signature, declined?}}; returns {@code {transaction}} or
     * {@code {challenge: {kind, url}}}. {@code declined} is the customer's choice in a mock sheet.
     */
    static JsonObject pay(FrameCall call) {
        Visitor visitor = call.visitor();
        call.simulation()
                .sessions()
                .newestOf(visitor.externalCustomerId())
                .map(Session::deviceIp)
                .ifPresent(call::checkAddress);
        if (call.body().flag("declined").orElse(false)) {
            return JsonObject.of("transaction", Payments.declined());
        }
        String signature = call.body().text("signature").orElse("");
        Outcome outcome = call.simulation()
                .payments()
                .pay(visitor, signature, call.simulation().frameSettings().payment());
        return outcome.challengeToken() == null
                ? JsonObject.of("transaction", outcome.transaction())
                : JsonObject.of("challenge", challenge(call, outcome.challengeToken()));
    }

    /** Body {@code {clientToken, challengeToken}}; an error if there is no such challenge. */
    static JsonObject challenge(FrameCall call) {
        call.simulation().payments().check(challengeToken(call), call.visitor());
        return new JsonObject();
    }

    /** Body {@code {clientToken, challengeToken, approved}}; returns {@code {flow, transaction}}. */
    static JsonObject answer(FrameCall call) {
        boolean approved = call.body().flag("approved").orElse(false);
        JsonObject transaction = call.simulation().payments().answer(challengeToken(call), call.visitor(), approved);
        return JsonObject.of("flow", "buy", "transaction", transaction);
    }

    /** Body {@code {clientToken, last4, expirationMonth, expirationYear}}; stores and returns {@code {card}}. */
    static JsonObject card(FrameCall call) {
        Visitor visitor = call.visitor();
        if (visitor.is(Visitor.Kind.ANONYMOUS)) {
            throw Refusal.invalid("invalidClientToken");
        }
        Body body = call.body();
        String month = body.requiredText("expirationMonth");
        String year = body.requiredText("expirationYear");
        if (!month.matches(MONTH) || !year.matches(YEAR)) {
            throw Refusal.invalid("invalidCard");
        }
        StoredCard card = TestCard.ending(body.requiredText("last4"))
                .orElseThrow(() -> Refusal.invalid("invalidCard"))
                .stored(month, year);
        call.simulation().paymentMethods().add(visitor, card);
        return JsonObject.of("card", card.json());
    }

    private static String challengeToken(FrameCall call) {
        return call.body().text("challengeToken").orElse("");
    }

    private static JsonObject challenge(FrameCall call, String token) {
        String clientToken = URLEncoder.encode(call.body().requiredText("clientToken"), StandardCharsets.UTF_8);
        String url = call.origin() + "/platform/v1/challenge?challengeToken=" + token + "&clientToken=" + clientToken;
        return JsonObject.of("kind", "frame", "url", url);
    }
}
