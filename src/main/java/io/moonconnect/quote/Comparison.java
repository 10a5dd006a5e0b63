package io.moonconnect.quote;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import io.moonconnect.disclosure.Disclosure;
import io.moonconnect.problem.Failure;

/**
 * What a comparison brought.
 *
 * @param offers best first
 * @param misses legs that brought no quote
 * @param skipped methods that were not asked for
 */
record Comparison(List<Leg.Offer> offers, List<Leg.Miss> misses, List<LegPlan.Skipped> skipped) {

    static Comparison of(List<Leg> legs, List<LegPlan.Skipped> skipped, Comparator<Leg.Offer> bestFirst) {
        return new Comparison(
                only(Leg.Offer.class, legs).stream().sorted(bestFirst).toList(), only(Leg.Miss.class, legs), skipped);
    }

    /** Whether every leg was asked and answered in time. */
    boolean complete() {
        return misses.stream().noneMatch(Leg.Miss::isOutOfTime);
    }

    /** The best offer that could be paid; where none could, the best estimate. */
    Optional<Leg.Offer> best() {
        return offers.stream()
                .filter(offer -> offer.quote().executable())
                .findFirst()
                .or(() -> offers.stream().findFirst());
    }

    /** Every text that must be shown with one of the offers, each once. */
    List<Disclosure> disclosures() {
        return offers.stream()
                .flatMap(offer -> offer.answer().disclosures().stream())
                .distinct()
                .toList();
    }

    /** MoonPay's request ids of the offers that have such a text, comma separated; empty where there is none. */
    String moonPayRequestIds() {
        return offers.stream()
                .filter(offer -> !offer.answer().disclosures().isEmpty())
                .map(Leg.Offer::moonPayRequestId)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(","));
    }

    /** Where every leg failed in the same way, that way is the answer. */
    Comparison orCommonFailure() {
        if (offers.isEmpty() && !misses.isEmpty()) {
            Failure first = misses.get(0).failure();
            if (misses.stream().allMatch(miss -> miss.failure().type() == first.type())) {
                throw first;
            }
        }
        return this;
    }

    private static <L extends Leg> List<L> only(Class<L> kind, List<Leg> legs) {
        return legs.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
