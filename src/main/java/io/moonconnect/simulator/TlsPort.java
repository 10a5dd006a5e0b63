package io.moonconnect.simulator;

import java.util.List;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PfxOptions;

/** A second port of the simulator, with TLS, HTTP/2 and HTTP/1.1. */
record TlsPort(int port, String keyStore, String password) {

    HttpServerOptions options(String host) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setSsl(true)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                .setKeyCertOptions(new PfxOptions().setPath(keyStore).setPassword(password));
    }

    /** Masks the password. */
    @Override
    public String toString() {
        return "TlsPort[" + port + ", masked]";
    }
}
