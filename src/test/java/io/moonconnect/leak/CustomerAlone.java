package io.moonconnect.leak;

import java.util.List;

/** Errors that only a customer without a backend, or the proxy in front, can cause. */
final class CustomerAlone {

    private final Caller caller;
    private final PlantedCustomer customer;

    CustomerAlone(Caller caller, PlantedCustomer customer) {
        this.caller = caller;
        this.customer = customer;
    }

    void goWrong() {
        caller.get("/v1/customers/me?externalCustomerId=" + customer.id());
        caller.patch("/v1/customers/me/kyc?externalCustomerId=" + customer.id(), customer.kyc());
        caller.patch("/v1/customers/me/kyc?customerId=" + customer.taxId(), customer.kyc());
        caller.send("DELETE", "/v1/sessions?externalCustomerId=" + customer.id(), null);
        caller.post("/v1/sessions", "{\"externalCustomerId\":\"" + customer.id() + "\"}");
        caller.post("/v1/sessions", "{\"deviceIp\":\"" + customer.deviceV4() + "\"}");
        for (String forwarded : List.of(
                customer.deviceV4() + ", " + customer.email(),
                customer.deviceV6() + "/64",
                "_" + customer.deviceV6(),
                customer.wallet() + ",")) {
            caller.post("/v1/sessions", "{\"email\":\"" + customer.email() + "\"}", "X-Forwarded-For", forwarded);
            caller.post("/v1/sessions", "{}", "X-Forwarded-For", forwarded, "Forwarded", "for=" + forwarded);
        }
    }
}
