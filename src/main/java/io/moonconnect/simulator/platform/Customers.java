package io.moonconnect.simulator.platform;

import java.time.Clock;
import java.util.List;

import io.moonconnect.simulator.people.ConnectedCustomer;
import io.moonconnect.simulator.people.Persona;
import io.moonconnect.simulator.state.Bounded;
import io.moonconnect.simulator.wire.Answer;
import io.moonconnect.simulator.wire.Call;
import io.moonconnect.simulator.wire.Refusal;
import io.moonconnect.simulator.wire.Visitor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Customers, their KYC, and its export for a consent token. */
public final class Customers {

    private static final int MOST = 10_000;

    private final Clock clock;
    private final Bounded<String, ConnectedCustomer> known = new Bounded<>(MOST);
    private final Bounded<String, Kyc> kyc = new Bounded<>(MOST);
    private final Bounded<String, Boolean> spentConsents = new Bounded<>(MOST);

    Customers(Clock clock) {
        this.clock = clock;
        seen(ConnectedCustomer.EXAMPLE);
    }

    /** MoonPay finds a customer by its own id only after the customer has used the account. */
    public void seen(String externalCustomerId) {
        if (connected(externalCustomerId)) {
            ConnectedCustomer.allOf(externalCustomerId).forEach(customer -> known.put(customer.id(), customer));
        }
    }

    Answer read(Call call) {
        return Answer.data(json(find(call)));
    }

    Answer byExternalId(Call call) {
        String externalCustomerId = call.path("externalCustomerId");
        seen(externalCustomerId);
        JsonArray data = new JsonArray();
        if (connected(externalCustomerId)) {
            ConnectedCustomer.allOf(externalCustomerId).stream()
                    .filter(customer -> mayRead(call.visitor(), customer))
                    .forEach(customer -> data.add(json(customer)));
        }
        return Answer.data(data);
    }

    /** Customers whose KYC status has changed since the last call; MoonPay does not document the fields. */
    public List<JsonObject> kycChanges() {
        return known.values().stream()
                .filter(customer -> kyc.get(customer.id()).filter(Kyc::hasNews).isPresent())
                .map(customer -> JsonObject.of(
                        "id", customer.id(),
                        "externalCustomerId", customer.externalCustomerId(),
                        "status", kycOf(customer).status()))
                .toList();
    }

    Answer submitKyc(Call call) {
        ConnectedCustomer customer = find(call);
        kycOf(customer).submit(call.body());
        return Answer.data(json(customer));
    }

    Answer export(Call call) {
        if (call.visitor().customerId() == null) {
            throw Refusal.forbidden("The consent token is not bound to a customer");
        }
        String token = call.context().request().getHeader("Authorization");
        if (spentConsents.get(token).isPresent()) {
            throw Refusal.unauthorized("Token rejected");
        }
        spentConsents.put(token, true);
        return Answer.data(CustomerExport.of(call.visitor().customerId()));
    }

    private ConnectedCustomer find(Call call) {
        String id = call.path("id");
        ConnectedCustomer customer = known.get(id).orElseThrow(() -> Refusal.notFound("No customer with this id"));
        if (!mayRead(call.visitor(), customer)) {
            throw Refusal.forbidden("Not allowed for this token");
        }
        return customer;
    }

    private static boolean mayRead(Visitor visitor, ConnectedCustomer customer) {
        return visitor.is(Visitor.Kind.SECRET_KEY) || customer.id().equals(visitor.customerId());
    }

    private static boolean connected(String externalCustomerId) {
        return Persona.of(externalCustomerId) != Persona.NEW;
    }

    private JsonObject json(ConnectedCustomer customer) {
        return JsonObject.of(
                "id", customer.id(),
                "externalCustomerId", customer.externalCustomerId(),
                "kyc", kycOf(customer).json());
    }

    private Kyc kycOf(ConnectedCustomer customer) {
        return kyc.getOrPut(customer.id(), () -> Kyc.of(customer.persona(), clock));
    }
}
