package io.moonconnect.simulator.frontend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.moonconnect.simulator.wire.Loopbacks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;

/**
 * The origin of the page: serves its files and those of the npm package under {@code /client}, which are read once, and the addresses
 * of its {@link Neighbours}.
 */
public final class FrontendServer {

    private static final String ROOT = "simulator/frontend";
    private static final String CLIENT = "/client";
    private static final String INDEX = "index.html";
    private static final String CONFIG = "/config.json";

    /** All files that are served. */
    private static final List<String> FILES = List.of(
            INDEX,
            "style.css",
            "icon.svg",
            "advice.js",
            "amount.js",
            "app.js",
            "attempt.js",
            "base58.js",
            "bech32.js",
            "best.js",
            "card.js",
            "check.js",
            "checks.js",
            "choice.js",
            "choosing.js",
            "compare.js",
            "connect.js",
            "dialog.js",
            "disclosures.js",
            "early.js",
            "elsewhere.js",
            "evidence.js",
            "files.js",
            "follow.js",
            "frame.js",
            "keccak.js",
            "kept.js",
            "kyc.js",
            "kycfields.js",
            "kycform.js",
            "list.js",
            "log.js",
            "methods.js",
            "missing.js",
            "money.js",
            "order.js",
            "outcome.js",
            "pay.js",
            "payframe.js",
            "paying.js",
            "payquote.js",
            "prices.js",
            "problems.js",
            "purchase.js",
            "questions.js",
            "quotes.js",
            "receipt.js",
            "reset.js",
            "row.js",
            "search.js",
            "start.js",
            "till.js",
            "transfer.js",
            "try.js",
            "ui.js",
            "visit.js",
            "wallet.js",
            "widget.js");

    private static final List<String> CLIENT_FILES = List.of(
            "amount.js",
            "client.js",
            "credentials.js",
            "events.js",
            "frames.js",
            "index.js",
            "lives.js",
            "outlet.js",
            "problem.js",
            "retry.js",
            "stream.js",
            "system.js",
            "transport.js",
            "wake.js");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Vertx vertx;
    private final Neighbours neighbours;
    private final JsonArray customers;
    private final Map<String, Buffer> files = read();
    private final String policy;

    public FrontendServer(Vertx vertx, Neighbours neighbours, JsonArray customers) {
        this.vertx = vertx;
        this.neighbours = neighbours;
        this.customers = customers;
        this.policy = neighbours.contentSecurityPolicy(
                ImportMap.source(files.get("/" + INDEX).toString()));
    }

    /** Listens, and returns the port; 0 selects a free one. */
    public Future<Integer> start(String host, int port) {
        return Loopbacks.open(host, port, (address, wanted) -> vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(wanted, address)
                .map(HttpServer::actualPort));
    }

    private void answer(HttpServerRequest request) {
        String path = "/".equals(request.path()) ? "/" + INDEX : request.path();
        HttpServerResponse response = request.response()
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Content-Security-Policy", policy);
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            response.setStatusCode(405).putHeader("Allow", "GET, HEAD").end();
        } else if (CONFIG.equals(path)) {
            send(response, "application/json", neighbours.json(customers).toBuffer());
        } else if (files.containsKey(path)) {
            send(response, TYPES.get(path.substring(path.lastIndexOf('.') + 1)), files.get(path));
        } else {
            response.setStatusCode(404).end();
        }
    }

    private static void send(HttpServerResponse response, String type, Buffer body) {
        response.putHeader("Content-Type", type).end(body);
    }

    private static Map<String, Buffer> read() {
        Map<String, Buffer> files = new LinkedHashMap<>();
        FILES.forEach(name -> files.put("/" + name, read(ROOT + "/" + name)));
        CLIENT_FILES.forEach(name -> files.put(CLIENT + "/" + name, read("simulator" + CLIENT + "/" + name)));
        return files;
    }

    private static Buffer read(String name) {
        try (InputStream in = FrontendServer.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The frontend's " + name + " is missing");
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
