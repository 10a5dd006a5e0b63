package io.moonconnect.leak;

import java.util.List;
import java.util.UUID;

import io.moonconnect.testing.SignedWebhook;

import static org.assertj.core.api.Assertions.assertThat;

/** Webhooks with planted values: valid ones, which the sink rejects, and unsigned ones. */
final class DeliveredEvents {

    private final Caller caller;
    private final PlantedCustomer customer;

    DeliveredEvents(Caller caller, PlantedCustomer customer) {
        this.caller = caller;
        this.customer = customer;
    }

    void run() {
        String key = Planted.WEBHOOK_KEY.value();
        for (Planted value : List.copyOf(customer.all())) {
            for (String form : List.of(
                    "{\"id\":\"" + UUID.randomUUID() + "\",\"type\":\"x\",\"data\":{\"name\":\"%s\"}}",
                    "{\"type\":\"transaction_updated\",\"data\":{\"status\":\"%s\"},\"externalCustomerId\":\"%1$s\"}",
                    "{\"%s\":\"%1$s\",\"type\":\"x\"}",
                    "[\"%s\"",
                    "%s")) {
                String body = form.formatted(value.value());
                Answer refused =
                        deliver(SignedWebhook.of(key, FaultyClock.now(), body).signature(), body);
                assertThat(refused.status()).as(body).isEqualTo(503);
                deliver(SignedWebhook.of("other", FaultyClock.now(), body).signature(), body);
                deliver(value.value(), body);
            }
        }
        deliver("t=1,s=" + key, "{}");
    }

    private Answer deliver(String signature, String body) {
        return caller.post(SignedWebhook.PATH, body, SignedWebhook.HEADER, signature);
    }
}
