#!/usr/bin/env bash
# Vert.x 4.5.36, HTTP client over HTTP/1.1: a server's `Keep-Alive: timeout=N` is followed unless N contains the digit 9. With such a
# number the header is ignored, and the client keeps the idle connection for its own keepAliveTimeout: shorter or longer than the
# server said. Here the client's own limit is 1 s and the server announces more; the connection is looked at after 4 s.
# Seen on JDK 17 and 25:
#   timeout=8: open
#   timeout=9: closed
#   timeout=18: open
#   timeout=19: closed
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

cat >Kept.java <<'JAVA'
import io.vertx.core.*;
import io.vertx.core.http.*;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class Kept {
    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx();
        AtomicInteger open = new AtomicInteger();
        HttpServer server = vertx.createHttpServer()
                .connectionHandler(connection -> {
                    open.incrementAndGet();
                    connection.closeHandler(closed -> open.decrementAndGet());
                })
                .requestHandler(request -> request.response()
                        .putHeader("Keep-Alive", "timeout=" + request.path().substring(1)).end());
        await(server.listen(0, "localhost"));
        for (String seconds : new String[] {"8", "9", "18", "19"}) {
            HttpClient client = vertx.createHttpClient(new HttpClientOptions().setKeepAliveTimeout(1)
                    .setDefaultHost("localhost").setDefaultPort(server.actualPort()));
            await(client.request(HttpMethod.GET, "/" + seconds)
                    .compose(HttpClientRequest::send).compose(HttpClientResponse::body));
            Thread.sleep(4000);
            System.out.println("timeout=" + seconds + ": " + (open.get() == 1 ? "open" : "closed"));
            await(client.close());
            while (open.get() > 0) {
                Thread.sleep(10);
            }
        }
        vertx.close();
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
JAVA

expected='timeout=8: open
timeout=9: closed
timeout=18: open
timeout=19: closed'
seen=$(java -cp 'lib/*' Kept.java 2>/dev/null)
printf '%s\n' "$seen"
[ "$seen" = "$expected" ]
