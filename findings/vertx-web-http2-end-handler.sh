#!/usr/bin/env bash
# Vert.x Web 4.5.32, RoutingContext.addEndHandler over HTTP/2: for a response that is ended outside of the read of its request, for
# example by a timer, the handler reports a failure, "Connection closed", although the client gets the whole response and the
# connection stays open. Ending the response closes its stream, and the close is reported before the end. A response that is ended
# at once, or over HTTP/1.1, is reported as a success.
# Seen on JDK 17 and 25:
#   HTTP_1_1, at once: client 200 hello, end handler succeeded
#   HTTP_1_1, by a timer: client 200 hello, end handler succeeded
#   HTTP_2, at once: client 200 hello, end handler succeeded
#   HTTP_2, by a timer: client 200 hello, end handler failed: Connection closed
# Needs a JDK 17 or newer and Maven; installs io.vertx:vertx-web:4.5.32 in a temporary folder. Ends with 1 where the output differs.
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
      <artifactId>vertx-web</artifactId>
      <version>4.5.32</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q dependency:copy-dependencies -DoutputDirectory=lib

cat >Ended.java <<'JAVA'
import io.vertx.core.*;
import io.vertx.core.http.*;
import io.vertx.ext.web.Router;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class Ended {
    static volatile CompletableFuture<String> reported;

    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            context.addEndHandler(end ->
                    reported.complete(end.succeeded() ? "succeeded" : "failed: " + end.cause().getMessage()));
            if (context.request().path().equals("/timer")) {
                vertx.setTimer(50, unused -> context.response().end("hello"));
            } else {
                context.response().end("hello");
            }
        });
        HttpServer server = vertx.createHttpServer().requestHandler(router);
        await(server.listen(0, "localhost"));
        for (HttpVersion version : new HttpVersion[] {HttpVersion.HTTP_1_1, HttpVersion.HTTP_2}) {
            HttpClient client = vertx.createHttpClient(new HttpClientOptions().setProtocolVersion(version)
                    .setHttp2ClearTextUpgrade(false).setDefaultHost("localhost").setDefaultPort(server.actualPort()));
            for (String path : new String[] {"/once", "/timer"}) {
                reported = new CompletableFuture<>();
                String seen = await(client.request(HttpMethod.GET, path)
                        .compose(HttpClientRequest::send)
                        .compose(answer -> answer.body().map(body -> answer.statusCode() + " " + body)));
                System.out.println(version + (path.equals("/once") ? ", at once" : ", by a timer") + ": client " + seen
                        + ", end handler " + reported.get(10, TimeUnit.SECONDS));
            }
        }
        vertx.close();
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
JAVA

expected='HTTP_1_1, at once: client 200 hello, end handler succeeded
HTTP_1_1, by a timer: client 200 hello, end handler succeeded
HTTP_2, at once: client 200 hello, end handler succeeded
HTTP_2, by a timer: client 200 hello, end handler failed: Connection closed'
seen=$(java -cp 'lib/*' Ended.java 2>/dev/null)
printf '%s\n' "$seen"
[ "$seen" = "$expected" ]
