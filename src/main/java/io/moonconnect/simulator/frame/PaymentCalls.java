package io.moonconnect.simulator.frame;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.moonconnect.simulator.frame.FrameCalls.FrameCall;
import io.moonconnect.simulator.people.Persona;
import io.moonconnect.simulator.people.StoredCard;
import io.moonconnect.simulator.people.TestCard;
import io.moonconnect.simulator.people.Trait;
import io.moonconnect.simulator.platform.Payments;
import io.moonconnect.simulator.platform.Payments.Outcome;
import io.moonconnect.simulator.platform.Sessions.Session;
import io.moonconnect.simulator.state.FrameSettings.GooglePay;
import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Refusal;
import io.moonconnect.simulator.wire.Visitor;
import io.vertx.core.json.JsonObject;

/** The calls of the frames that take a payment, challenge and add-card. */
final class PaymentCalls {

    private static final String MONTH = "0[1-9]|1[0-2]";
    private static final String YEAR = "20[0-9]{2}";

    private PaymentCalls() {}

    /**
     * Body {@code {clientToken, signature, declined?, widget?}}; returns {@code {transaction}} or
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
                .pay(
                        visitor,
                        signature,
                        call.simulation().frameSettings().payment(),
                        call.body().flag("widget").orElse(false));
        return outcome.challengeToken() == null
                ? JsonObject.of("transaction", outcome.transaction())
                : JsonObject.of("challenge", challenge(call, outcome.challengeToken()));
    }

    /**
     * Body {@code {clientToken, challengeToken}}, for an identity without {@code clientToken}; returns {@code {flow}}, which is
     * {@code buy} or {@code identity}, the latter with {@code identityId}. An error if there is no such challenge.
     */
    static JsonObject challenge(FrameCall call) {
        Optional<String> identity = call.simulation().customers().challenged(challengeToken(call));
        if (identity.isPresent()) {
            return ofIdentity(identity.get());
        }
        call.simulation().payments().check(challengeToken(call), call.visitor());
        return JsonObject.of("flow", "buy");
    }

    /** Body as above with {@code approved}; returns the same, for a payment with {@code transaction}. */
    static JsonObject answer(FrameCall call) {
        boolean approved = call.body().flag("approved").orElse(false);
        Optional<String> identity = call.simulation().customers().challenged(challengeToken(call));
        if (identity.isPresent()) {
            call.simulation().customers().answer(identity.get(), approved);
            return ofIdentity(identity.get());
        }
        JsonObject transaction = call.simulation().payments().answer(challengeToken(call), call.visitor(), approved);
        return JsonObject.of("flow", "buy", "transaction", transaction);
    }

    /** Body {@code {clientToken}}; returns {@code {support}}: READY, UNSUPPORTED or UNAVAILABLE. */
    static JsonObject googlePay(FrameCall call) {
        boolean missing = Persona.of(call.visitor().externalCustomerId()).is(Trait.NO_GOOGLE_PAY);
        GooglePay setting = call.simulation().frameSettings().googlePay();
        GooglePay byCustomer = missing ? GooglePay.UNSUPPORTED : GooglePay.READY;
        return JsonObject.of("support", (setting == GooglePay.BY_CUSTOMER ? byCustomer : setting).name());
    }

    /** Body {@code {clientToken}}; returns {@code {ready}}: whether the frame reports that it is. */
    static JsonObject addCard(FrameCall call) {
        connected(call);
        return JsonObject.of("ready", call.simulation().frameSettings().addCardReady());
    }

    /** Body {@code {clientToken, last4, expirationMonth, expirationYear}}; stores and returns {@code {card}}. */
    static JsonObject card(FrameCall call) {
        Visitor visitor = connected(call);
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

    /** Body {@code {clientToken}}; returns {@code {token, tokenExpiresAt}} for an export of the customer's data. */
    static JsonObject exportConsent(FrameCall call) {
        Visitor visitor = connected(call);
        return call.simulation().tokens().consent(visitor.externalCustomerId(), visitor.customerId());
    }

    private static Visitor connected(FrameCall call) {
        Visitor visitor = call.visitor();
        if (visitor.is(Visitor.Kind.ANONYMOUS)) {
            throw Refusal.invalid("invalidClientToken");
        }
        return visitor;
    }

    /** The Customer API has no identities; its customer stands for one. */
    private static JsonObject ofIdentity(String id) {
        return JsonObject.of("flow", "identity", "identityId", id);
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
