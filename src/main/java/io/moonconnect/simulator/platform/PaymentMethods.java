package io.moonconnect.simulator.platform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.moonconnect.simulator.people.PaymentOption;
import io.moonconnect.simulator.people.Persona;
import io.moonconnect.simulator.people.StoredCard;
import io.moonconnect.simulator.state.Bounded;
import io.moonconnect.simulator.wire.Answer;
import io.moonconnect.simulator.wire.Call;
import io.moonconnect.simulator.wire.Refusal;
import io.moonconnect.simulator.wire.Visitor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The payment-method types that are offered to a customer, and the customer's stored cards. */
public final class PaymentMethods {

    private static final int MOST_CUSTOMERS = 10_000;
    private static final int MOST_ADDED = 20;

    private final Bounded<String, Set<String>> deleted = new Bounded<>(MOST_CUSTOMERS);
    private final Bounded<String, Bounded<String, StoredCard>> added = new Bounded<>(MOST_CUSTOMERS);

    PaymentMethods() {}

    /** Stores a card for the customer; called by the add-card frame. */
    public void add(Visitor visitor, StoredCard card) {
        added.getOrPut(visitor.externalCustomerId(), () -> new Bounded<>(MOST_ADDED))
                .put(card.id(), card);
    }

    Answer list(Call call) {
        JsonObject data = new JsonObject();
        if (call.flag("configs", true)) {
            JsonArray configs = new JsonArray();
            PaymentOption.in(Persona.of(call.visitor().externalCustomerId()))
                    .forEach(option -> configs.add(option.json()));
            data.put("paymentMethodConfigs", configs);
        }
        if (call.flag("details", true)) {
            JsonArray methods = new JsonArray();
            stored(call.visitor()).forEach(card -> methods.add(card.json()));
            data.put("paymentMethods", methods);
        }
        return Answer.data(data);
    }

    Answer delete(Call call) {
        StoredCard card = card(call.visitor(), call.path("paymentMethodId"))
                .orElseThrow(() -> Refusal.notFound("No payment method with this id"));
        deleted.getOrPut(call.visitor().externalCustomerId(), HashSet::new).add(card.id());
        return Answer.noContent();
    }

    Optional<StoredCard> card(Visitor visitor, String id) {
        return stored(visitor).stream().filter(card -> card.id().equals(id)).findFirst();
    }

    private List<StoredCard> stored(Visitor visitor) {
        if (visitor.is(Visitor.Kind.ANONYMOUS)) {
            return List.of();
        }
        Set<String> gone = deleted.get(visitor.externalCustomerId()).orElseGet(Set::of);
        List<StoredCard> cards = new ArrayList<>(StoredCard.of(visitor.externalCustomerId()));
        added.get(visitor.externalCustomerId()).ifPresent(more -> cards.addAll(more.values()));
        return cards.stream().filter(card -> !gone.contains(card.id())).toList();
    }
}
