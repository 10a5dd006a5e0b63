package io.moonconnect.simulator.platform;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import io.moonconnect.simulator.people.Persona;
import io.moonconnect.simulator.people.Trait;
import io.moonconnect.simulator.state.Bounded;
import io.moonconnect.simulator.state.Settings;
import io.moonconnect.simulator.wire.Answer;
import io.moonconnect.simulator.wire.Call;
import io.moonconnect.simulator.wire.Refusal;
import io.moonconnect.simulator.wire.Visitor;
import io.vertx.core.json.JsonObject;

/** Transactions: started by a payment frame, listed and read by their customer. */
public final class Transactions {

    private static final int MOST = 10_000;
    private static final int PAST = 45;
    private static final BigDecimal PAST_AMOUNT = new BigDecimal("50.00");

    private final Clock clock;
    private final Supplier<Settings> settings;
    private final Quotes quotes;
    private final Bounded<String, Transaction> all = new Bounded<>(MOST);
    private final Bounded<String, Reported> unfinished = new Bounded<>(MOST);

    /** A payment that may still change, and its last reported state; null before the first report. */
    private record Reported(Transaction transaction, JsonObject last) {}

    Transactions(Clock clock, Supplier<Settings> settings, Quotes quotes) {
        this.clock = clock;
        this.settings = settings;
        this.quotes = quotes;
    }

    /** The payment frame's report after a payment: {@code {id, status}}. */
    public JsonObject begin(Visitor visitor, String signature) {
        return begin(visitor, quotes.redeem(signature, visitor, false));
    }

    /** As {@link #begin(Visitor, String)}, with a quote that was redeemed before. */
    JsonObject begin(Visitor visitor, JsonObject quote) {
        Transaction transaction = new Transaction(
                UUID.randomUUID().toString(), visitor.externalCustomerId(), owner(visitor), clock.instant(), quote);
        all.put(transaction.id(), transaction);
        unfinished.put(transaction.id(), new Reported(transaction, null));
        return JsonObject.of("id", transaction.id(), "status", "pending");
    }

    /** The changes of payments since the last call, as events in the widget's format. */
    public List<JsonObject> changes() {
        List<JsonObject> changes = new ArrayList<>();
        for (Reported reported : List.copyOf(unfinished.values())) {
            JsonObject now = reported.transaction().listed(clock.instant(), settings.get());
            if (!now.equals(reported.last())) {
                report(now, reported, changes);
            }
        }
        return changes;
    }

    private void report(JsonObject now, Reported reported, List<JsonObject> changes) {
        Transaction transaction = reported.transaction();
        String status = now.getString("status");
        String type = reported.last() == null ? "created" : status.equals("failed") ? "failed" : "updated";
        changes.add(JsonObject.of(
                "type", "transaction_" + type, "data", now, "externalCustomerId", transaction.externalCustomerId()));
        if (transaction.isOpen(clock.instant(), settings.get())) {
            unfinished.put(transaction.id(), new Reported(transaction, now));
        } else {
            unfinished.remove(transaction.id());
        }
    }

    Answer list(Call call) {
        String startDate = call.query("startDate");
        String endDate = call.query("endDate");
        Instant from = startDate == null ? Instant.MIN : Timestamps.from("startDate", startDate);
        Instant until = endDate == null ? Instant.MAX : Timestamps.until("endDate", endDate);
        rememberPast(call.visitor());
        List<Transaction> newestFirst = all.values().stream()
                .filter(transaction -> transaction.customerId().equals(owner(call.visitor())))
                .filter(transaction -> !transaction.createdAt().isBefore(from))
                .filter(transaction -> !transaction.createdAt().isAfter(until))
                .sorted(Comparator.comparing(Transaction::createdAt).reversed())
                .toList();
        return Page.of(
                call,
                Page.limit(call),
                newestFirst,
                Transaction::id,
                transaction -> transaction.listed(clock.instant(), settings.get()));
    }

    Answer read(Call call) {
        rememberPast(call.visitor());
        return all.get(call.path("id"))
                .filter(transaction -> transaction.customerId().equals(owner(call.visitor())))
                .map(transaction -> transaction.whole(clock.instant(), settings.get()))
                .map(Answer::data)
                .orElseThrow(() -> Refusal.notFound("No transaction with this id"));
    }

    /** A guest has no customer id; the external id identifies the transactions. */
    private static String owner(Visitor visitor) {
        return visitor.customerId() == null ? "guest/" + visitor.externalCustomerId() : visitor.customerId();
    }

    private void rememberPast(Visitor visitor) {
        if (!Persona.of(visitor.externalCustomerId()).is(Trait.HISTORY)
                || all.get(pastId(visitor, 1)).isPresent()) {
            return;
        }
        for (int days = PAST; days >= 1; days--) {
            Instant createdAt = clock.instant().minus(Duration.ofDays(days));
            all.put(
                    pastId(visitor, days),
                    new Transaction(
                            pastId(visitor, days), visitor.externalCustomerId(), owner(visitor), createdAt, past()));
        }
    }

    private static String pastId(Visitor visitor, int days) {
        String name = visitor.externalCustomerId() + "/past/" + days;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static JsonObject past() {
        Price price = Price.ofSource(Fiat.USD, Coin.ETH, Tariff.APPLE_PAY, PAST_AMOUNT);
        return JsonObject.of(
                "source", price.fiat().amount(price.source()),
                "destination", price.coin().amount(price.destination()),
                "fees", price.fees(),
                "wallet", JsonObject.of("address", "0xA11CE00000000000000000000000000000000001"),
                "paymentMethod", JsonObject.of("type", "apple_pay"));
    }
}
