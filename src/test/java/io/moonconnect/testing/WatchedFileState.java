package io.moonconnect.testing;

import static io.restassured.RestAssured.given;

/** The metrics and readiness of a watched file. */
public record WatchedFileState(String name) {

    /** How often its content has been replaced. */
    public double reloads() {
        return Metrics.value("file_reloads_total{file=\"" + name + "\",outcome=\"ok\"}");
    }

    /** How often its new content could not be used. */
    public double failures() {
        return Metrics.value("file_reloads_total{file=\"" + name + "\",outcome=\"failed\"}");
    }

    /** The gauge and readiness, which have to agree, so that either is "ok" or "stale" and all else is "neither". */
    public String state() {
        boolean stale = Metrics.value("file_stale{file=\"" + name + "\"}") == 1;
        boolean up = given().get(Metrics.management("/q/health/ready")).statusCode() == 200;
        String readiness = given().get(Metrics.management("/q/health/ready"))
                .jsonPath()
                .getString("checks.find { it.name == 'files' }.data.'" + name + "'");
        return up && readiness != null && readiness.equals(stale ? "stale" : "ok") ? readiness : "neither";
    }
}
