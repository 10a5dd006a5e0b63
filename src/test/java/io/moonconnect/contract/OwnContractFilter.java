package io.moonconnect.contract;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;

/**
 * Holds every exchange of a test with the API against our OpenAPI document. Install it once:
 * {@code RestAssured.filters(new OwnContractFilter())}, or for one request {@code given().filter(...)}. Paths outside of
 * the API, and the methods that JAX-RS adds by itself, pass through.
 */
public final class OwnContractFilter implements Filter {

    private static final String API = "/v1/";
    private static final Set<String> NOT_OURS = Set.of("HEAD", "OPTIONS");

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification expectation,
            FilterContext context) {
        Response response = context.next(request, expectation);
        String path = URI.create(request.getURI()).getRawPath();
        String method = request.getMethod();
        if (path.startsWith(API) && !NOT_OURS.contains(method)) {
            int status = response.statusCode();
            OwnContract.assertAnswer(method, path, status, response.contentType(), response.asString());
            OwnContract.assertHeaders(method, path, status, headers(response));
        }
        return response;
    }

    private static Map<String, String> headers(Response response) {
        return response.headers().asList().stream()
                .collect(Collectors.toMap(Header::getName, Header::getValue, (one, other) -> one + ", " + other));
    }
}
