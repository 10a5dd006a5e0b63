package io.moonconnect.testing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * A host's identity provider on a free port: discovery document, keys that are made here and can be rotated, and every
 * other endpoint that one has, so that a test sees what is asked. It can go down and come back. Tests have it injected into
 * a field of this type, and call {@link #reset()} before each test.
 */
public final class IdentityProvider implements QuarkusTestResourceLifecycleManager {

    /** The audience that the service under test is configured with. */
    public static final String AUDIENCE = "moonconnect-test";

    /** An argument of the resource: the provider is down when the service starts. */
    public static final String DOWN = "down";

    /** An argument of the resource: its URL has another port, from which a gate of the test leads to it. */
    public static final String GATED = "gated";

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    /** Where its keys are. */
    public static final String KEYS = "/keys";

    private final int port = FreePort.find();
    private int portOfItsUrl = port;
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final List<PublicJsonWebKey> keys = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile List<String> others = List.of();
    private volatile boolean broken;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private boolean downAtTheStart;
    private HttpServer server;

    @Override
    public void init(Map<String, String> arguments) {
        downAtTheStart = Boolean.parseBoolean(arguments.get(DOWN));
        if (Boolean.parseBoolean(arguments.get(GATED))) {
            portOfItsUrl = FreePort.find();
        }
    }

    @Override
    public Map<String, String> start() {
        rotate();
        comeBack();
        if (downAtTheStart) {
            goDown();
        }
        return Map.of("quarkus.oidc.auth-server-url", issuer(), "quarkus.oidc.token.audience", AUDIENCE);
    }

    @Override
    public void stop() {
        goDown();
        threads.shutdownNow();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(IdentityProvider.class));
    }

    /** Brings it back up and whole; the keys stay. */
    public void reset() {
        broken = false;
        held.countDown();
        comeBack();
    }

    /** Its URL. */
    public String issuer() {
        return "http://localhost:" + portOfItsUrl;
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** A token that the service has to take, and that a test can spoil. */
    public CustomerTokens tokens() {
        return new CustomerTokens(this);
    }

    /** The signing key: the first one published. */
    public PublicJsonWebKey key() {
        return keys.get(0);
    }

    /** Signs with a new key, and publishes no other. */
    public void rotate() {
        PublicJsonWebKey next = newKey();
        keys.add(0, next);
        keys.removeIf(key -> key != next);
    }

    /** Signs with this key, and keeps publishing the earlier ones. */
    public void signWith(PublicJsonWebKey key) {
        keys.add(0, key);
    }

    /** Publishes these in front of its own keys, as they are. */
    public void publishBeside(String... jsonOfKeys) {
        others = List.of(jsonOfKeys);
    }

    /** Connections to it are refused. */
    public void goDown() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** It listens again, at the same port. */
    public void comeBack() {
        if (server == null) {
            server = listen();
        }
    }

    /** It answers, but with errors. */
    public void answerErrors() {
        broken = true;
    }

    /** It takes requests, and answers none until {@link #reset()}. */
    public void hang() {
        held = new CountDownLatch(1);
    }

    public int keyRequests() {
        return count(KEYS);
    }

    /** Whatever was asked of it that no service has to ask to check a token. */
    public int otherRequests() {
        return requests.values().stream().mapToInt(AtomicInteger::get).sum() - count(KEYS) - count(DISCOVERY);
    }

    public static PublicJsonWebKey newKey() {
        try {
            return named(RsaJwkGenerator.generateJwk(2048));
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static PublicJsonWebKey newEllipticKey() {
        try {
            return named(EcJwkGenerator.generateJwk(EllipticCurves.P256));
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static PublicJsonWebKey named(PublicJsonWebKey key) {
        key.setKeyId("key-" + System.nanoTime());
        key.setUse("sig");
        return key;
    }

    private int count(String path) {
        AtomicInteger count = requests.get(path);
        return count == null ? 0 : count.get();
    }

    private HttpServer listen() {
        try {
            HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            listening.setExecutor(threads);
            listening.createContext("/", this::answer);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.computeIfAbsent(path, first -> new AtomicInteger()).incrementAndGet();
        await(held);
        String body = broken ? "broken" : body(path);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(broken ? 500 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void await(CountDownLatch release) throws IOException {
        try {
            release.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
    }

    private String body(String path) {
        return switch (path) {
            case DISCOVERY -> discovery();
            case KEYS -> keySet();
            default -> "{\"active\":true,\"sub\":\"nobody\"}";
        };
    }

    private String keySet() {
        Stream<String> own = keys.stream().map(key -> key.toJson(OutputControlLevel.PUBLIC_ONLY));
        return Stream.concat(others.stream(), own).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private String discovery() {
        return """
                {"issuer":"ISSUER","jwks_uri":"ISSUER/keys","authorization_endpoint":"ISSUER/authorize",
                 "token_endpoint":"ISSUER/token","introspection_endpoint":"ISSUER/introspect",
                 "userinfo_endpoint":"ISSUER/userinfo","end_session_endpoint":"ISSUER/logout"}
                """.replace("ISSUER", issuer());
    }
}
