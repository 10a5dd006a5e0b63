package io.moonconnect.observability;

import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.prometheus.client.exemplars.ExemplarSampler;
import io.quarkus.micrometer.runtime.export.exemplars.OpentelemetryExemplarSamplerProvider;

/**
 * Links metrics to traces if tracing is on. Quarkus' own producer ({@code quarkus.arc.exclude-types}) does so always,
 * and looks for the current span whenever a counter is incremented.
 */
class Exemplars {

    @Produces
    @Singleton
    Optional<ExemplarSampler> sampler(Tracing tracing) {
        return tracing.isOn() ? new OpentelemetryExemplarSamplerProvider().exemplarSampler() : Optional.empty();
    }
}
