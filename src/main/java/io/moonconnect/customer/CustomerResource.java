package io.moonconnect.customer;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import io.moonconnect.audit.Audit;
import io.moonconnect.audit.AuditEvent;
import io.moonconnect.audit.AuditedAction;
import io.moonconnect.caller.Caller;
import io.moonconnect.caller.CurrentCaller;
import io.moonconnect.http.RunsToEnd;
import io.moonconnect.moonpay.Answer;
import io.moonconnect.moonpay.MoonPay;
import io.moonconnect.moonpay.wire.CustomerData;
import io.moonconnect.moonpay.wire.Envelope;
import io.moonconnect.moonpay.wire.FileUpload;
import io.moonconnect.moonpay.wire.RawJson;
import io.moonconnect.problem.Failure;
import io.smallrye.mutiny.Uni;

/** {@code /v1/customers/me}. Bodies are read as bytes, so that they reach MoonPay unchanged. */
@Path("/v1/customers/me")
@Produces(MediaType.APPLICATION_JSON)
public class CustomerResource {

    private final Customers customers;
    private final MoonPay moonPay;
    private final CurrentCaller caller;
    private final Audit audit;
    private final Clock clock;

    CustomerResource(Customers customers, MoonPay moonPay, CurrentCaller caller, Audit audit, Clock clock) {
        this.customers = customers;
        this.moonPay = moonPay;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @GET
    public Uni<RestResponse<CustomerAnswer>> me(@RestQuery String externalCustomerId) {
        return moonPay.customers(caller.get().externalCustomerId(externalCustomerId))
                .map(answer -> answer.respond(RestResponse.Status.OK, CustomerAnswer::of));
    }

    @PATCH
    @RunsToEnd
    @Path("kyc")
    public Uni<RestResponse<RawJson>> submitKyc(
            @RestQuery String externalCustomerId, @RestQuery String customerId, byte[] body) {
        CustomerData data = read(body);
        AuditEvent event =
                begin(AuditedAction.KYC_SUBMITTED, externalCustomerId).fields(SubmittedNames.fields(data));
        return watch(event, externalCustomerId, customerId, id -> moonPay.submitKyc(id, data))
                .map(answer -> answer.respond(RestResponse.Status.OK, Envelope::data));
    }

    @POST
    @RunsToEnd
    @Path("files/upload-url")
    public Uni<RestResponse<UploadAnswer>> uploadUrl(
            @RestQuery String externalCustomerId, @RestQuery String customerId, byte[] body) {
        CustomerData file = read(body);
        AuditEvent event = begin(AuditedAction.FILE_UPLOAD_REQUESTED, externalCustomerId)
                .fileTypes(SubmittedNames.fileTypes(file));
        return watch(event, externalCustomerId, customerId, id -> moonPay.fileUploadUrl(id, file)
                        .invoke(answer -> named(answer.value(), event)))
                .map(answer -> answer.respond(RestResponse.Status.OK, upload -> UploadAnswer.of(answer, clock)));
    }

    @POST
    @RunsToEnd
    @Path("files")
    public Uni<RestResponse<RawJson>> submitFiles(
            @RestQuery String externalCustomerId, @RestQuery String customerId, byte[] body) {
        CustomerData files = read(body);
        AuditEvent event =
                begin(AuditedAction.FILES_SUBMITTED, externalCustomerId).uploads(SubmittedNames.uploadIds(files));
        return watch(event, externalCustomerId, customerId, id -> moonPay.submitFiles(id, files))
                .map(answer -> answer.respond(RestResponse.Status.OK, Envelope::data));
    }

    /** Makes a call about one of the caller's customers; the event says about which. */
    private <T> Uni<Answer<T>> watch(
            AuditEvent event, String externalCustomerId, String customerId, Function<String, Uni<Answer<T>>> call) {
        Caller who = caller.get();
        Function<String, Uni<Answer<T>>> audited = id -> {
            event.moonPayCustomer(id);
            return call.apply(id);
        };
        return event.watch(() -> customers.with(who, externalCustomerId, customerId, audited), Answer::requestId);
    }

    private AuditEvent begin(AuditedAction action, String externalCustomerId) {
        return audit.begin(action).customer(externalCustomerId);
    }

    private static void named(FileUpload upload, AuditEvent event) {
        if (upload.uploadId() != null) {
            event.uploads(List.of(upload.uploadId()));
        }
    }

    private static CustomerData read(byte[] body) {
        if (body == null || body.length == 0) {
            throw Failure.invalid("body", "is required");
        }
        try {
            return CustomerData.read(body);
        } catch (IOException malformed) {
            throw Failure.invalid("body", "is not a JSON object of the expected shape");
        }
    }
}
