package io.moonconnect.quote;

import java.util.HashSet;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Set;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.moonconnect.audit.AuditEvent;
import io.moonconnect.audit.ServedText;
import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.TokenHash;
import io.moonconnect.disclosure.Disclosure;
import io.moonconnect.http.RequestId;
import io.moonconnect.moonpay.guard.BackOff;
import io.moonconnect.problem.Problem;
import io.moonconnect.stream.EventSink;
import io.moonconnect.stream.EventSource;
import io.moonconnect.stream.EventStream;
import io.moonconnect.stream.StreamKind;
import io.moonconnect.stream.Streams;
import io.moonconnect.time.Deadline;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.ext.web.RoutingContext;

/** Opens quote streams: a first round of quotes, then refreshes while the client is connected. */
@ApplicationScoped
class QuoteStreams {

    private final Streams streams;
    private final Legs legs;
    private final RefreshBudget budget;
    private final ComparisonConfig config;
    private final BackOff backOff;
    private final TokenHash hash;
    private final Timer firstQuote;
    private final MeterRegistry registry;

    QuoteStreams(
            Streams streams,
            Legs legs,
            RefreshBudget budget,
            ComparisonConfig config,
            QuoteStreamConfig streamConfig,
            TokenHash hash,
            MeterRegistry registry) {
        this.streams = streams;
        this.legs = legs;
        this.budget = budget;
        this.config = config;
        this.backOff = new BackOff(streamConfig.backoff());
        this.hash = hash;
        this.registry = registry;
        this.firstQuote = Timer.builder("quote.stream.first.quote")
                .description("Time from a stream's request to its first quote")
                .publishPercentileHistogram()
                .register(registry);
    }

    /** Throws if the request is invalid. */
    Uni<EventStream> open(
            AccessToken token,
            QuoteStreamRequest request,
            List<LanguageRange> languages,
            AuditEvent event,
            RoutingContext context) {
        PurchaseRules.check(request);
        Opening opening = new Opening(request, new Purchase(token, request.comparison(), languages), event, context);
        return streams.open(StreamKind.QUOTES, hash.of(token), context, () -> plan(opening));
    }

    /** A stream request, and the audit event for the disclosures that it serves. */
    private record Opening(QuoteStreamRequest request, Purchase purchase, AuditEvent event, RoutingContext context) {}

    private Uni<EventSource> plan(Opening opening) {
        Timer.Sample sample = Timer.start(registry);
        List<?> follow = opening.request().follow();
        RefreshBudget.Entry entry = budget.admit(1 + (follow == null ? 0 : follow.size()));
        opening.context().addEndHandler(ended -> entry.close());
        return legs.plan(opening.purchase(), Deadline.after(config.deadline()))
                .invoke(plan -> entry.expect(refreshed(opening.request(), plan)))
                .map(plan -> events -> begin(opening, plan, entry, sample, events));
    }

    /** Number of refreshed methods: the followed ones and the best. */
    private static int refreshed(QuoteStreamRequest request, LegPlan plan) {
        int followed = (int) plan.methods().stream().filter(request::follows).count();
        return Math.min(followed + 1, plan.methods().size());
    }

    private Cancellable begin(
            Opening opening, LegPlan plan, RefreshBudget.Entry entry, Timer.Sample sample, EventSink events) {
        Purchase purchase = opening.purchase();
        RoutingContext context = opening.context();
        Deadline round = Deadline.after(config.deadline());
        LiveQuotes.Wiring wiring = new LiveQuotes.Wiring(
                method -> legs.ask(purchase, method, round),
                method -> legs.refresh(purchase, method, Deadline.after(config.deadline())),
                failure -> Problem.of(failure, context.normalizedPath(), RequestId.of(context)),
                offered(opening.event(), sample),
                entry);
        LiveQuotes live = new LiveQuotes(
                purchase.request().fixesDestination(), quotes(opening, plan), wiring, context.vertx(), events);
        live.begin(plan);
        return live::stop;
    }

    private List<LiveQuote> quotes(Opening opening, LegPlan plan) {
        return plan.methods().stream()
                .distinct()
                .map(method -> new LiveQuote(method, opening.request().follows(method), backOff))
                .toList();
    }

    /** Audits each disclosure once per stream, although it is sent with every refresh. */
    private Consumer<Leg.Offer> offered(AuditEvent event, Timer.Sample sample) {
        Set<ServedText> served = new HashSet<>();
        boolean[] first = {true};
        return offer -> {
            if (first[0]) {
                first[0] = false;
                sample.stop(firstQuote);
            }
            budget.seen(offer.answer().refreshInMs());
            List<ServedText> texts = Disclosure.asServed(offer.answer().disclosures());
            event.served(texts.stream().filter(served::add).toList(), offer.moonPayRequestId());
        };
    }
}
