package io.moonconnect.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Serves the OpenAPI document: {@code META-INF/openapi.yaml}, and the JSON generated from it by the build. Uses the
 * paths of Quarkus' OpenAPI extension, which parses the document at every start and is therefore included only in
 * development and tests, for Swagger UI.
 */
@ApplicationScoped
class ApiDocument {

    private static final String PATH = "/q/openapi";

    /** A format of the document, and the path suffixes that select it. */
    private enum Form {
        YAML("application/yaml;charset=UTF-8", "META-INF/openapi.yaml", List.of(".yaml", ".yml")),
        JSON("application/json;charset=UTF-8", "META-INF/openapi.json", List.of(".json"));

        private final String mediaType;
        private final String resource;
        private final List<String> suffixes;

        Form(String mediaType, String resource, List<String> suffixes) {
            this.mediaType = mediaType;
            this.resource = resource;
            this.suffixes = suffixes;
        }

        /** Selected by path, then by query ({@code format=json}), then by {@code Accept}; YAML by default. */
        static Form of(HttpServerRequest request) {
            for (Form form : values()) {
                if (form.suffixes.stream().anyMatch(request.path()::endsWith)) {
                    return form;
                }
            }
            String format = request.getParam("format");
            String asked = format == null ? request.getHeader(HttpHeaders.ACCEPT) : "application/" + format;
            return asked != null && asked.toLowerCase(Locale.ROOT).startsWith("application/json") ? JSON : YAML;
        }
    }

    void register(@Observes Router router) {
        router.routeWithRegex(PATH + "(\\.(json|yaml|yml))?")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(FilterOrder.OPENAPI_DOCUMENT.priority())
                .blockingHandler(ApiDocument::serve, false);
    }

    private static void serve(RoutingContext context) {
        Form form = Form.of(context.request());
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, form.mediaType).end(Buffer.buffer(read(form.resource)));
    }

    private static byte[] read(String resource) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        } catch (IOException unreadable) {
            throw new IllegalStateException(resource, unreadable);
        }
    }
}
