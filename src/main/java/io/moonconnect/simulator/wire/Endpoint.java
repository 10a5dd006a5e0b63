package io.moonconnect.simulator.wire;

/** Responds to one operation; a thrown {@link Refusal} becomes MoonPay's error. */
@FunctionalInterface
public interface Endpoint {

    Answer answer(Call call);
}
