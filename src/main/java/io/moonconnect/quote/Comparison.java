package io.moonconnect.quote;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import io.moonconnect.disclosure.Disclosure;
import io.moonconnect.problem.Failure;

/** The result of a comparison: offers (best first), legs without a quote, and methods not requested. */
record Comparison(List<Leg.Offer> offers, List<Leg.Miss> misses, List<LegPlan.Skipped> skipped) {

    static Comparison of(List<Leg> legs, List<LegPlan.Skipped> skipped, Comparator<Leg.Offer> bestFirst) {
        return new Comparison(
                only(Leg.Offer.class, legs).stream().sorted(bestFirst).toList(), only(Leg.Miss.class, legs), skipped);
    }

    /** Whether every leg was requested and answered in time. */
    boolean complete() {
        return misses.stream().noneMatch(Leg.Miss::isOutOfTime);
    }

    /** The best executable offer, or the best estimate if none is executable. */
    Optional<Leg.Offer> best() {
        return offers.stream()
                .filter(offer -> offer.quote().executable())
                .findFirst()
                .or(() -> offers.stream().findFirst());
    }

    /** The distinct disclosures of all offers. */
    List<Disclosure> disclosures() {
        return offers.stream()
                .flatMap(offer -> offer.answer().disclosures().stream())
                .distinct()
                .toList();
    }

    /** MoonPay's request ids of the offers with disclosures, comma-separated; empty if there are none. */
    String moonPayRequestIds() {
        return offers.stream()
                .filter(offer -> !offer.answer().disclosures().isEmpty())
                .map(Leg.Offer::moonPayRequestId)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(","));
    }

    /** Throws if all legs failed alike: one problem would hide what differs, for example the minimum of each method. */
    Comparison orCommonFailure() {
        if (offers.isEmpty() && !misses.isEmpty()) {
            Failure first = misses.get(0).failure();
            if (misses.stream().allMatch(miss -> isAlike(miss.failure(), first))) {
                throw first;
            }
        }
        return this;
    }

    private static boolean isAlike(Failure one, Failure other) {
        return one.type() == other.type()
                && one.status() == other.status()
                && one.detail().equals(other.detail());
    }

    private static <L extends Leg> List<L> only(Class<L> kind, List<Leg> legs) {
        return legs.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
