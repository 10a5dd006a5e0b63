package io.moonconnect.reload;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Reports whether each file's latest content is in use. Always up: previous content still serves. */
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
