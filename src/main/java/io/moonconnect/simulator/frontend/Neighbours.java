package io.moonconnect.simulator.frontend;

import java.net.URI;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The other origins that the page uses: that of the API and that of the frames. */
public record Neighbours(String api, String frames, boolean simulated) {

    private static final String MOONPAY = "moonpay.com";

    /** @param simulated whether the frames are this simulator's; the page then lists its customers */
    public static Neighbours of(URI api, URI frames, boolean simulated) {
        return new Neighbours(origin(api), origin(frames), simulated);
    }

    /**
     * Permits only the page's own files, one inline script, the API and the frames; MoonPay's own frames open others of its hosts. The simulator may also be
     * called, to reset it and to upload files. Where MoonPay's files go is not documented: if it is another host, it has to be added.
     */
    String contentSecurityPolicy(String inlineScript) {
        String host = URI.create(frames).getHost();
        boolean moonPay = MOONPAY.equals(host) || host.endsWith("." + MOONPAY);
        String others = moonPay ? " https://*." + MOONPAY : "";
        return "default-src 'none'; script-src 'self' " + inlineScript
                + "; style-src 'self'; img-src 'self'; connect-src 'self' " + api
                + (simulated ? " " + frames : others) + "; frame-src " + frames + others
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
