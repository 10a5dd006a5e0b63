#!/usr/bin/env bash
# REST Assured 5.5.6, with enableLoggingOfRequestAndResponseIfValidationFails() (Quarkus does so in tests by default): a JSON body is
# formatted before each request, although the text is printed only if an assertion fails. Each level is indented further, so the text
# grows with the square of the depth: a test that passes allocates more than a gigabyte for a body of 32 KB with 16,000 levels, and takes
# seconds. The same body as bytes is not formatted.
# Seen on JDK 17 and 25:
#   text: more than 1 GiB
#   bytes: less than 64 MiB
# Needs a JDK 17 or newer and Maven; installs io.rest-assured:rest-assured:5.5.6 in a temporary folder. Ends with 1 where the output
# differs.
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
      <groupId>io.rest-assured</groupId>
      <artifactId>rest-assured</artifactId>
      <version>5.5.6</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q dependency:copy-dependencies -DoutputDirectory=lib

cat >Deep.java <<'JAVA'
import com.sun.management.ThreadMXBean;
import com.sun.net.httpserver.HttpServer;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

class Deep {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    public static void main(String[] arguments) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        RestAssured.baseURI = "http://localhost:" + server.getAddress().getPort();
        RestAssured.enableLoggingOfRequestAndResponseIfValidationFails();
        String deep = "[".repeat(16_000) + "]".repeat(16_000);
        allocated(request().body("[]"));
        long text = allocated(request().body(deep));
        long bytes = allocated(request().body(deep.getBytes(StandardCharsets.UTF_8)));
        System.out.println("text: " + (text > 1L << 30 ? "more than 1 GiB" : text >> 20));
        System.out.println("bytes: " + (bytes < 64L << 20 ? "less than 64 MiB" : bytes >> 20));
        server.stop(0);
    }

    private static RequestSpecification request() {
        return RestAssured.given().contentType("application/json");
    }

    private static long allocated(RequestSpecification request) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        request.post("/").then().statusCode(204);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
JAVA

expected='text: more than 1 GiB
bytes: less than 64 MiB'
seen=$(java -Xmx6g -cp 'lib/*' Deep.java 2>/dev/null)
printf '%s\n' "$seen"
[ "$seen" = "$expected" ]
