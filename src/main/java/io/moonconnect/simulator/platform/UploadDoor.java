package io.moonconnect.simulator.platform;

import java.util.Map;
import java.util.function.Supplier;

import io.moonconnect.simulator.fault.Delivery;
import io.moonconnect.simulator.traffic.Sockets;
import io.moonconnect.simulator.wire.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** Takes uploaded files, from pages of any origin: MoonPay has a storage service for them. */
public final class UploadDoor {

    private static final String PATH = Uploads.PATH + ":uploadId";
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final Map<String, String> CORS = Map.of(
            "Access-Control-Allow-Origin", "*",
            "Access-Control-Allow-Methods", "PUT",
            "Access-Control-Allow-Headers", "Content-Type");

    private final Supplier<Simulation> simulations;
    private final Sockets sockets;

    public UploadDoor(Supplier<Simulation> simulations, Sockets sockets) {
        this.simulations = simulations;
        this.sockets = sockets;
    }

    /** To be mounted before the handler of other bodies, which are smaller. */
    public void mount(Router router) {
        router.route(HttpMethod.OPTIONS, PATH).handler(context -> answer(context, 204));
        router.route(HttpMethod.PUT, PATH)
                .handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES))
                .handler(this::put);
    }

    private void put(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean taken = context.body().length() > 0
                && simulations
                        .get()
                        .uploads()
                        .put(
                                context.pathParam("uploadId"),
                                request.getParam(Uploads.SIGNATURE),
                                request.getHeader("Content-Type"));
        answer(context, taken ? 200 : 403);
    }

    private void answer(RoutingContext context, int status) {
        sockets.carriesControl(context.request().connection());
        Delivery.whole(context.response(), Answer.literal(status, CORS, Buffer.buffer()));
    }
}
