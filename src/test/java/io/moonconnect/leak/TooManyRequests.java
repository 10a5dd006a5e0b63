package io.moonconnect.leak;

/** Reaches every limit, with planted values in the keys it counts by. */
final class TooManyRequests {

    private static final String TOKEN = "MoonPay-Access-Token";

    private final PlantedCustomer customer;
    private final String accessToken;

    TooManyRequests(PlantedCustomer customer, String accessToken) {
        this.customer = customer;
        this.accessToken = accessToken;
    }

    void of(Caller backend, Caller alone) {
        backend.insist(() -> backend.get("/v1/customers/me?externalCustomerId=" + customer.id()));
        backend.insist(() -> backend.get("/v1/transactions", TOKEN, accessToken));
        backend.insist(() -> session(backend, customer.id(), customer.deviceV4()));
        backend.insist(() -> session(backend, another(), customer.deviceV4()));
        backend.insist(() -> session(backend, another(), customer.deviceV6()));
        alone.insist(() -> alone.get("/v1/customers/me"));
        alone.insist(() -> alone.post("/v1/sessions", "{}"));
    }

    private String another() {
        return customer.plant("external customer id", "cust-" + Planted.random(14));
    }

    private static Answer session(Caller backend, String customer, String device) {
        return backend.post(
                "/v1/sessions", "{\"externalCustomerId\":\"" + customer + "\",\"deviceIp\":\"" + device + "\"}");
    }
}
