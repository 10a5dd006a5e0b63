package io.moonconnect.http;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.net.URI;

import org.junit.jupiter.api.Test;

import io.opentelemetry.instrumentation.api.semconv.http.HttpServerAttributesGetter;
import io.quarkus.opentelemetry.runtime.tracing.instrumentation.vertx.HttpInstrumenterVertxTracer;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** Why {@link RequestSpans} replaces Quarkus' own spans. When this test fails, that reason is gone. */
class RequestSpansTrialTest {

    private static final URI ASKED = URI.create("/v1/transactions/4711?customer=cust-1");

    @Test
    void quarkus_spans_contain_the_path_and_the_query() throws ReflectiveOperationException {
        HttpServerAttributesGetter<HttpRequest, HttpResponse> attributes = attributes();
        HttpRequest request = (HttpRequest) Proxy.newProxyInstance(
                HttpRequest.class.getClassLoader(),
                new Class<?>[] {HttpRequest.class},
                (proxy, method, arguments) -> method.getName().equals("uri") ? ASKED.toString() : null);
        assertThat(attributes.getUrlPath(request)).as("url.path").isEqualTo(ASKED.getPath());
        assertThat(attributes.getUrlQuery(request)).as("url.query").isEqualTo(ASKED.getQuery());
    }

    @SuppressWarnings("unchecked")
    private static HttpServerAttributesGetter<HttpRequest, HttpResponse> attributes()
            throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName(
                        HttpInstrumenterVertxTracer.class.getName() + "$ServerAttributesExtractor")
                .getDeclaredConstructor();
        constructor.setAccessible(true);
        return (HttpServerAttributesGetter<HttpRequest, HttpResponse>) constructor.newInstance();
    }
}
