package io.moonconnect.stream;

import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** Writes a stream after Quarkus' response filters. Quarkus' own writer waits for each write. */
@Provider
@Produces(EventForm.MEDIA_TYPE)
public class EventStreamWriter implements ServerMessageBodyWriter<EventStream> {

    private final Streams streams;

    EventStreamWriter(Streams streams) {
        this.streams = streams;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == EventStream.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == EventStream.class;
    }

    /**
     * Completes the request of Quarkus REST once its stream has begun: its state, including the CDI request scope, is
     * released, and the response continues without it.
     */
    @Override
    public void writeResponse(EventStream stream, Type genericType, ServerRequestContext context) {
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
        streams.begin(stream, request.serverRequest().unwrap(RoutingContext.class), Vertx.currentContext());
    }

    @Override
    public void writeTo(
            EventStream stream,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new UnsupportedOperationException("streams do not support writer interceptors");
    }
}
