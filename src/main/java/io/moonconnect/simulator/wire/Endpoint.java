package io.moonconnect.simulator.wire;

/** How one operation is answered; a {@link Refusal} thrown here becomes MoonPay's error. */
@FunctionalInterface
public interface Endpoint {

    Answer answer(Call call);
}
