package io.moonconnect.simulator.frontend;

import java.net.URI;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The other origins that the page deals with: the API that it calls and the one whose frames it opens. */
public record Neighbours(String api, String frames, boolean simulated) {

    private static final String MOONPAY = "moonpay.com";

    /** {@code simulated} says whether the frames are this simulator's, whose customers the page then offers. */
    public static Neighbours of(URI api, URI frames, boolean simulated) {
        return new Neighbours(origin(api), origin(frames), simulated);
    }

    /** Nothing but our own files, the API and the frames; MoonPay's own frames lead on to others of its hosts. */
    String contentSecurityPolicy() {
        String host = URI.create(frames).getHost();
        boolean moonPay = MOONPAY.equals(host) || host.endsWith("." + MOONPAY);
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' " + api
                + "; frame-src "
                + frames + (moonPay ? " https://*." + MOONPAY : "")
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    JsonObject json(JsonArray customers) {
        return JsonObject.of("api", api, "frames", frames, "customers", simulated ? customers : new JsonArray());
    }

    private static String origin(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException("An origin such as https://blocks.moonpay.com is wanted, not " + uri);
        }
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
