package io.moonconnect.reload;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Tells of every file whether its newest content is in use. It is always up: what was read before still serves. */
@Readiness
@ApplicationScoped
class FilesReadiness implements HealthCheck {

    private final WatchedFiles files;

    FilesReadiness(WatchedFiles files) {
        this.files = files;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("files").up();
        files.all().forEach(file -> answer.withData(file.name(), file.isStale() ? "stale" : "ok"));
        return answer.build();
    }
}
