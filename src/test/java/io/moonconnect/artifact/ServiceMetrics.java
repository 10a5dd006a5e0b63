package io.moonconnect.artifact;

import java.util.Arrays;
import java.util.function.Predicate;

import static io.restassured.RestAssured.given;

/** What a running artifact says of itself on its management port. */
record ServiceMetrics(ArtifactProcess service) {

    private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";

    /** The value of the one series of this name, labels included. */
    double value(String series) {
        return values(series, name -> name.equals(series));
    }

    /** What the heap holds after a collection, in bytes: on a JVM only. */
    long heapInUse() {
        service.collectGarbage();
        return (long) values(HEAP, name -> name.startsWith(HEAP));
    }

    /**
     * The memory in use, in bytes: of the heap after a collection on a JVM, and all that is resident of a native executable,
     * garbage included, because that one cannot be made to collect.
     */
    long inUse() {
        return Artifact.PRODUCTION.isNative() ? resident() : heapInUse();
    }

    /** All memory that the kernel holds the process to, in bytes. */
    long resident() {
        return (long) value("process_resident_memory_bytes");
    }

    private double values(String sought, Predicate<String> series) {
        double[] found = given().get(service.management().resolve("/q/metrics"))
                .asString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" (?=[^ ]*$)", 2))
                .filter(sample -> series.test(sample[0]))
                .mapToDouble(sample -> Double.parseDouble(sample[1]))
                .toArray();
        if (found.length == 0) {
            throw new AssertionError("no series " + sought);
        }
        return Arrays.stream(found).sum();
    }
}
