#!/usr/bin/env bash
# Vert.x 4.5.36, HTTP client over HTTP/2: a request that is reset before it was sent does not return its stream to the pool.
# The pool counts the stream as in use for as long as the connection lives. With a server that allows one stream at once, the next
# request therefore opens a second connection although the first one is idle. Over HTTP/1.1 the first connection is used again.
# Seen on JDK 17 and 25:
#   HTTP_1_1: 1 connection
#   HTTP_2: 2 connections
# Needs a JDK 17 or newer and Maven; installs io.vertx:vertx-core:4.5.36 in a temporary folder. Ends with 1 where the output differs.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>io.vertx</groupId>
      <artifactId>vertx-core</artifactId>
      <version>4.5.36</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q dependency:copy-dependencies -DoutputDirectory=lib

cat >Unsent.java <<'JAVA'
import io.vertx.core.*;
import io.vertx.core.http.*;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class Unsent {
    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx();
        AtomicInteger connections = new AtomicInteger();
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(1)))
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(request -> request.response().end());
        await(server.listen(0, "localhost"));
        for (HttpVersion version : new HttpVersion[] {HttpVersion.HTTP_1_1, HttpVersion.HTTP_2}) {
            connections.set(0);
            HttpClient client = vertx.createHttpClient(
                    new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false)
                            .setDefaultHost("localhost").setDefaultPort(server.actualPort()),
                    new PoolOptions().setHttp1MaxSize(2).setHttp2MaxSize(2));
            HttpClientRequest unsent = await(client.request(HttpMethod.GET, "/"));
            unsent.exceptionHandler(reset -> {});
            unsent.reset();
            await(await(client.request(HttpMethod.GET, "/")).send());
            System.out.println(version + ": " + connections + (connections.get() == 1 ? " connection" : " connections"));
        }
        vertx.close();
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
JAVA

expected='HTTP_1_1: 1 connection
HTTP_2: 2 connections'
seen=$(java -cp 'lib/*' Unsent.java 2>/dev/null)
printf '%s\n' "$seen"
[ "$seen" = "$expected" ]
