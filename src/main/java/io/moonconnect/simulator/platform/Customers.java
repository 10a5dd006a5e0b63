package io.moonconnect.simulator.platform;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.moonconnect.simulator.people.ConnectedCustomer;
import io.moonconnect.simulator.people.Persona;
import io.moonconnect.simulator.state.Bounded;
import io.moonconnect.simulator.wire.Answer;
import io.moonconnect.simulator.wire.Call;
import io.moonconnect.simulator.wire.Refusal;
import io.moonconnect.simulator.wire.Visitor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Customers, their KYC data and files, and the export for a consent token. */
public final class Customers {

    private static final int MOST = 10_000;

    private final Clock clock;
    private final Uploads uploads;
    private final Bounded<String, ConnectedCustomer> known = new Bounded<>(MOST);
    private final Bounded<String, Kyc> kyc = new Bounded<>(MOST);
    private final Bounded<String, Boolean> spentConsents = new Bounded<>(MOST);

    Customers(Clock clock, Uploads uploads) {
        this.clock = clock;
        this.uploads = uploads;
        seen(ConnectedCustomer.EXAMPLE);
    }

    /** MoonPay finds a customer by its own id only after the customer has used the account. */
    public void seen(String externalCustomerId) {
        if (connected(externalCustomerId)) {
            ConnectedCustomer.allOf(externalCustomerId).forEach(customer -> known.put(customer.id(), customer));
        }
    }

    Answer read(Call call) {
        return Answer.data(json(find(call), call));
    }

    Answer byExternalId(Call call) {
        String externalCustomerId = call.path("externalCustomerId");
        seen(externalCustomerId);
        JsonArray data = new JsonArray();
        if (connected(externalCustomerId)) {
            ConnectedCustomer.allOf(externalCustomerId).stream()
                    .filter(customer -> mayRead(call.visitor(), customer))
                    .forEach(customer -> data.add(json(customer, call)));
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
        return Answer.data(json(customer, call));
    }

    Answer uploadUrl(Call call) {
        return Answer.data(uploads.begin(find(call).id(), call));
    }

    Answer submitFiles(Call call) {
        ConnectedCustomer customer = find(call);
        uploads.confirm(customer.id(), call.body().objects("files"), kycOf(customer));
        return Answer.data(json(customer, call));
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

    /** The id of the customer to whom this challenge of an identity belongs. */
    public Optional<String> challenged(String challengeToken) {
        return known.values().stream()
                .map(ConnectedCustomer::id)
                .filter(id -> kyc.get(id)
                        .filter(found -> found.isChallengedBy(challengeToken))
                        .isPresent())
                .findFirst();
    }

    /** Ends the challenge of this customer. */
    public void answer(String customerId, boolean passed) {
        kyc.get(customerId).ifPresent(found -> found.answer(passed));
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

    private JsonObject json(ConnectedCustomer customer, Call call) {
        return JsonObject.of(
                "id", customer.id(),
                "externalCustomerId", customer.externalCustomerId(),
                "kyc", kycOf(customer).json(call.origin()));
    }

    private Kyc kycOf(ConnectedCustomer customer) {
        return kyc.getOrPut(customer.id(), () -> Kyc.of(customer.persona(), clock));
    }
}
