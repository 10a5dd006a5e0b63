package io.moonconnect.quote;

import java.util.function.Function;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

import io.moonconnect.audit.Audit;
import io.moonconnect.audit.AuditEvent;
import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.AccessTokenHeader;
import io.moonconnect.disclosure.Disclosure;
import io.moonconnect.disclosure.Languages;
import io.moonconnect.http.AccessTokens;
import io.moonconnect.http.RequestId;
import io.moonconnect.moonpay.wire.BuyQuoteRequest;
import io.moonconnect.problem.Problem;
import io.moonconnect.stream.EventStream;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code /v1/quotes}. */
@Path("/v1/quotes")
@Produces(MediaType.APPLICATION_JSON)
public class QuoteResource {

    private final Quotes quotes;
    private final Comparisons comparisons;
    private final QuoteStreams streams;
    private final Audit audit;

    QuoteResource(Quotes quotes, Comparisons comparisons, QuoteStreams streams, Audit audit) {
        this.quotes = quotes;
        this.comparisons = comparisons;
        this.streams = streams;
        this.audit = audit;
    }

    @POST
    public Uni<RestResponse<QuoteAnswer>> quote(
            @RestHeader(AccessTokenHeader.NAME) AccessTokenHeader token,
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) String acceptLanguage,
            BuyQuoteRequest request) {
        AccessToken checked = AccessTokens.needed(token);
        AuditEvent event = audit.beginServing().accessToken(checked);
        return quotes.quote(checked, request, Languages.of(null, acceptLanguage))
                .invoke(answer ->
                        event.served(Disclosure.asServed(answer.value().disclosures()), answer.requestId()))
                .map(answer -> answer.respond(RestResponse.Status.OK, Function.identity()));
    }

    @POST
    @Path("compare")
    public Uni<ComparisonAnswer> compare(
            @RestHeader(AccessTokenHeader.NAME) AccessTokenHeader token,
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) String acceptLanguage,
            ComparisonRequest request,
            RoutingContext context) {
        AccessToken checked = AccessTokens.needed(token);
        AuditEvent event = audit.beginServing().accessToken(checked);
        return comparisons
                .compare(new Purchase(checked, request, Languages.of(null, acceptLanguage)))
                .invoke(comparison ->
                        event.served(Disclosure.asServed(comparison.disclosures()), comparison.moonPayRequestIds()))
                .map(comparison -> ComparisonAnswer.of(
                        comparison, failure -> Problem.of(failure, context.normalizedPath(), RequestId.of(context))));
    }

    /** {@code Last-Event-ID} is ignored: a new stream starts with fresh quotes, since older ones have expired. */
    @POST
    @Path("stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Uni<EventStream> stream(
            @RestHeader(AccessTokenHeader.NAME) AccessTokenHeader token,
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) String acceptLanguage,
            QuoteStreamRequest request,
            RoutingContext context) {
        AccessToken checked = AccessTokens.needed(token);
        AuditEvent event = audit.beginServing().accessToken(checked);
        return streams.open(checked, request, Languages.of(null, acceptLanguage), event, context);
    }
}
