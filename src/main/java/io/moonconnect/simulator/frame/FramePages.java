package io.moonconnect.simulator.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.moonconnect.simulator.fault.Delivery;
import io.moonconnect.simulator.platform.Simulation;
import io.moonconnect.simulator.traffic.Sockets;
import io.moonconnect.simulator.wire.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Serves the frames' pages at MoonPay's paths, and the modules and styles that they load. */
public final class FramePages {

    private static final String RESOURCES = "/simulator/frames/";
    private static final String ROOT = "/platform/v1/";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String CONSENT = "customer-export";
    private static final List<String> FRAMES = List.of(
            "check-connection",
            "connect",
            "auth",
            "reset",
            "buy",
            "buy-button",
            "apple-pay",
            "google-pay",
            "challenge",
            "add-card",
            "widget");
    private static final Map<String, List<String>> ASSETS = Map.of(
            "text/javascript; charset=utf-8",
            List.of(
                    "channel.js",
                    "crypto.js",
                    "service.js",
                    "credentials.js",
                    "payment.js",
                    "check-connection.js",
                    "connect.js",
                    "reset.js",
                    "sheet.js",
                    "buy.js",
                    "buy-button.js",
                    "apple-pay.js",
                    "google-pay.js",
                    "customer-export.js",
                    "challenge.js",
                    "add-card.js",
                    "widget.js"),
            "text/css; charset=utf-8",
            List.of("frame.css"));

    /** Any origin may embed the frames; a frame loads from and calls only its own origin. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors http: https:",
            "Referrer-Policy",
            "no-referrer",
            "X-Content-Type-Options",
            "nosniff",
            "Cache-Control",
            "no-store");

    private final Supplier<Simulation> simulations;
    private final Sockets sockets;

    public FramePages(Supplier<Simulation> simulations, Sockets sockets) {
        this.simulations = simulations;
        this.sockets = sockets;
    }

    public void mount(Router router) {
        FRAMES.forEach(frame -> serve(router, ROOT + frame, frame + ".html", HTML));
        ASSETS.forEach((type, names) -> names.forEach(name -> serve(router, "/frames/" + name, name, type)));
        Buffer consent = read(CONSENT + ".html");
        router.route(HttpMethod.GET, ROOT + "*").handler(call -> {
            String path = ROOT + simulations.get().frameSettings().exportPath();
            if (path.equals(call.request().path())) {
                answer(call, HTML, consent);
            } else {
                call.next();
            }
        });
    }

    private void serve(Router router, String path, String resource, String type) {
        Buffer content = read(resource);
        router.route(HttpMethod.GET, path).handler(call -> answer(call, type, content));
    }

    private void answer(RoutingContext call, String type, Buffer content) {
        sockets.carriesControl(call.request().connection());
        HEADERS.forEach(call.response()::putHeader);
        boolean silent = simulations.get().frameSettings().silent();
        Delivery.whole(
                call.response(), Answer.literal(200, Map.of("Content-Type", type), silent ? Buffer.buffer() : content));
    }

    private static Buffer read(String resource) {
        try (InputStream stream = FramePages.class.getResourceAsStream(RESOURCES + resource)) {
            if (stream == null) {
                throw new IllegalStateException("The build has no " + RESOURCES + resource);
            }
            return Buffer.buffer(stream.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
