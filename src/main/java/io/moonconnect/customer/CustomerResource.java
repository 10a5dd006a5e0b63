package io.moonconnect.customer;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import io.moonconnect.caller.CurrentCaller;
import io.moonconnect.moonpay.MoonPay;
import io.smallrye.mutiny.Uni;

/** {@code /v1/customers}. */
@Path("/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
public class CustomerResource {

    private final MoonPay moonPay;
    private final CurrentCaller caller;

    CustomerResource(MoonPay moonPay, CurrentCaller caller) {
        this.moonPay = moonPay;
        this.caller = caller;
    }

    @GET
    @Path("me")
    public Uni<RestResponse<CustomerAnswer>> me(@RestQuery String externalCustomerId) {
        return moonPay.customers(caller.get().externalCustomerId(externalCustomerId))
                .map(answer -> answer.respond(RestResponse.Status.OK, CustomerAnswer::of));
    }
}
