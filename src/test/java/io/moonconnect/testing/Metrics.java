package io.moonconnect.testing;

import org.eclipse.microprofile.config.ConfigProvider;

import static io.restassured.RestAssured.given;

/** The management port of the service under test: metrics and health. */
public final class Metrics {

    private Metrics() {}

    /** The whole page, as Prometheus scrapes it. */
    public static String page() {
        return given().get(management("/q/metrics"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** The page in the format that may link series to traces. */
    public static String openMetrics() {
        return given().accept("application/openmetrics-text; version=1.0.0; charset=utf-8")
                .get(management("/q/metrics"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** The value of one series, named as on the page; zero where it is not there. */
    public static double value(String series) {
        return page().lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    /** How many requests were refused for this reason. */
    public static double refused(int status, String reason) {
        return value("requests_refused_total{reason=\"" + reason + "\",status=\"" + status + "\"}");
    }

    /** The URL of a path on the management port. */
    public static String management(String path) {
        return "http://localhost:" + ConfigProvider.getConfig().getValue("quarkus.management.port", String.class)
                + path;
    }
}
