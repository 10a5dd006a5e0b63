package io.moonconnect.simulator.wire;

import io.vertx.ext.web.RoutingContext;

/** A call, as passed to an endpoint: the caller, the parameters and the body. */
public record Call(RoutingContext context, Visitor visitor) {

    public String path(String name) {
        return context.pathParam(name);
    }

    /** The first value of a query parameter, or null. */
    public String query(String name) {
        return context.queryParams().get(name);
    }

    public boolean flag(String name, boolean fallback) {
        String value = query(name);
        if (value == null) {
            return fallback;
        }
        if (!"true".equals(value) && !"false".equals(value)) {
            throw Refusal.invalid(name + " has to be true or false");
        }
        return Boolean.parseBoolean(value);
    }

    public int count(String name, int fallback) {
        String value = query(name);
        if (value == null) {
            return fallback;
        }
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw Refusal.invalid(name + " has to be a whole number above zero");
        }
        return Integer.parseInt(value);
    }

    /** The simulator's own, as the caller names it. */
    public String origin() {
        return context.request().scheme() + "://" + context.request().authority();
    }

    public Body body() {
        return Body.of(context.body().buffer());
    }
}
