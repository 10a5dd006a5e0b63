package io.moonconnect.transaction;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import io.moonconnect.credential.AccessTokenHeader;
import io.moonconnect.http.AccessTokens;
import io.moonconnect.http.PathIds;
import io.moonconnect.moonpay.MoonPay;
import io.moonconnect.moonpay.PageQuery;
import io.moonconnect.moonpay.wire.Envelope;
import io.moonconnect.moonpay.wire.RawJson;
import io.moonconnect.stream.EventStream;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code /v1/transactions}. */
@Path("/v1/transactions")
@Produces(MediaType.APPLICATION_JSON)
public class TransactionResource {

    private static final Pattern DATE_CHARACTERS = Pattern.compile("[0-9TZ:.+-]{1,40}");
    private static final String DATE_RULE = "must be ISO 8601: a date, or a date and time with an offset";

    private final MoonPay moonPay;
    private final TransactionStreams streams;

    TransactionResource(MoonPay moonPay, TransactionStreams streams) {
        this.moonPay = moonPay;
        this.streams = streams;
    }

    @GET
    public Uni<RestResponse<TransactionPage>> list(
            @RestHeader(AccessTokenHeader.NAME) AccessTokenHeader token,
            @RestQuery String startDate,
            @RestQuery String endDate,
            @RestQuery String cursor,
            @RestQuery String limit) {
        PageQuery query = new PageQuery().page(cursor, limit, PageQuery.TOLERANT);
        date(query, "startDate", startDate);
        date(query, "endDate", endDate);
        return moonPay.listTransactions(AccessTokens.needed(token), query.parameters())
                .map(answer -> answer.respond(RestResponse.Status.OK, TransactionPage::of));
    }

    @GET
    @Path("{id}")
    public Uni<RestResponse<RawJson>> read(
            @RestHeader(AccessTokenHeader.NAME) AccessTokenHeader token, @RestPath String id) {
        return moonPay.transaction(AccessTokens.needed(token), PathIds.checked("id", id))
                .map(answer -> answer.respond(RestResponse.Status.OK, Envelope::data));
    }

    /** Ignores {@code Last-Event-ID}: a stream starts with the current state. */
    @GET
    @Path("{id}/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Uni<EventStream> stream(
            @RestHeader(AccessTokenHeader.NAME) AccessTokenHeader token, @RestPath String id, RoutingContext context) {
        return streams.open(AccessTokens.needed(token), PathIds.checked("id", id), context);
    }

    private static void date(PageQuery query, String name, String value) {
        query.with(name, value, DATE_CHARACTERS, DATE_RULE);
        if (value != null && DATE_CHARACTERS.matcher(value).matches()) {
            query.violations().check(isDate(value), name, DATE_RULE);
        }
    }

    private static boolean isDate(String value) {
        try {
            if (value.indexOf('T') < 0) {
                LocalDate.parse(value);
            } else {
                OffsetDateTime.parse(value);
            }
            return true;
        } catch (DateTimeException notADate) {
            return false;
        }
    }
}
