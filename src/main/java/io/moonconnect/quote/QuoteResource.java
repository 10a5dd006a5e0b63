package io.moonconnect.quote;

import java.util.function.Function;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

import io.moonconnect.disclosure.Languages;
import io.moonconnect.moonpay.AccessToken;
import io.moonconnect.moonpay.wire.BuyQuoteRequest;
import io.moonconnect.problem.ProblemWriter;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code /v1/quotes}. */
@Path("/v1/quotes")
@Produces(MediaType.APPLICATION_JSON)
public class QuoteResource {

    private final Quotes quotes;
    private final Comparisons comparisons;

    QuoteResource(Quotes quotes, Comparisons comparisons) {
        this.quotes = quotes;
        this.comparisons = comparisons;
    }

    @POST
    public Uni<RestResponse<QuoteAnswer>> quote(
            @RestHeader(AccessToken.HEADER) String token,
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) String acceptLanguage,
            BuyQuoteRequest request) {
        return quotes.quote(AccessToken.of(token), request, Languages.of(null, acceptLanguage))
                .map(answer -> answer.respond(RestResponse.Status.OK, Function.identity()));
    }

    @POST
    @Path("compare")
    public Uni<ComparisonAnswer> compare(
            @RestHeader(AccessToken.HEADER) String token,
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) String acceptLanguage,
            ComparisonRequest request,
            RoutingContext context) {
        return comparisons
                .compare(AccessToken.of(token), request, Languages.of(null, acceptLanguage))
                .map(comparison -> ComparisonAnswer.of(comparison, failure -> ProblemWriter.problem(failure, context)));
    }
}
