package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;

/**
 * How connections to MoonPay are opened and kept, for every event loop.
 *
 * @param client of pooled connections
 * @param pool their maximum number
 * @param idleLimit of HTTP/1.1 connections
 * @param warm HTTP/1.1 connections kept open per event loop, or one HTTP/2 connection; 0 for none
 * @param pingInterval idle time after which an HTTP/2 connection is checked
 * @param proxy the current forward proxy; supplies null for direct connections
 */
record ConnectionSettings(
        HttpClientOptions client,
        PoolOptions pool,
        IdleLimit idleLimit,
        int warm,
        Duration pingInterval,
        Supplier<ProxyOptions> proxy) {

    private static final int CONNECTION_WINDOW = 1024 * 1024;

    /** Times of the connect time-out: for the TLS handshake, and for everything until a connection can be used. */
    private static final int HANDSHAKE = 3;

    private static final int WHOLE = 4;

    static ConnectionSettings of(MoonPayConfig config, MoonPaySettings moonPay) {
        HttpClientOptions client = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setDefaultHost(moonPay.host())
                .setDefaultPort(moonPay.port())
                .setSsl(moonPay.ssl())
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAliveTimeout((int) config.idleTimeout().toSeconds())
                .setTcpNoDelay(true);
        return of(
                client,
                new PoolOptions()
                        .setHttp1MaxSize(config.maxConnections())
                        .setMaxWaitQueueSize(config.maxWaitingCalls()),
                config.idleTimeout(),
                Math.min(config.warmConnections(), config.maxConnections()),
                config.pingInterval(),
                moonPay.proxy());
    }

    /** Adds HTTP/2, which is negotiated (ALPN), where there is TLS. */
    static ConnectionSettings of(
            HttpClientOptions client,
            PoolOptions pool,
            Duration idleTimeout,
            int warm,
            Duration pingInterval,
            Supplier<ProxyOptions> proxy) {
        if (client.isSsl()) {
            client.setProtocolVersion(HttpVersion.HTTP_2)
                    .setUseAlpn(true)
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setSslHandshakeTimeout((long) HANDSHAKE * client.getConnectTimeout())
                    .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                    .setInitialSettings(new Http2Settings().setPushEnabled(false))
                    .setHttp2ConnectionWindowSize(CONNECTION_WINDOW)
                    .setHttp2KeepAliveTimeout(0);
            // The pool allows as many connections whatever their protocol, since it is not known before the handshake.
            pool.setHttp2MaxSize(pool.getHttp1MaxSize());
        }
        return new ConnectionSettings(client, pool, new IdleLimit(idleTimeout), warm, pingInterval, proxy);
    }

    /** HTTP/1.1, and closed after the call. */
    HttpClientOptions unpooledClient() {
        return new HttpClientOptions(client)
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setUseAlpn(false)
                .setKeepAlive(false);
    }

    /** Connections kept open per event loop: over HTTP/2, one serves all calls. */
    int warm(boolean http1) {
        return http1 ? warm : Math.min(1, warm);
    }

    int maxWaiting() {
        int size = pool.getMaxWaitQueueSize();
        return size < 0 ? Integer.MAX_VALUE : size;
    }

    /** With the current proxy, since its credentials may have been changed. */
    RequestOptions throughProxy(RequestOptions options) {
        return options.setProxyOptions(proxy.get());
    }

    /** For a request that only opens a connection. */
    RequestOptions blank() {
        return throughProxy(new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setURI("/")
                .setConnectTimeout((long) WHOLE * client.getConnectTimeout()));
    }
}
