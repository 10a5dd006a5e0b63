package io.moonconnect.connection;

import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.disclosure.Disclosure;
import io.moonconnect.http.RequestLine;
import io.moonconnect.http.UntrustedName;

/** Derives the next step and the required disclosures of a connection. */
@ApplicationScoped
class ConnectionRequirements {

    private static final Logger LOG = Logger.getLogger(ConnectionRequirements.class);

    private final RequiredDisclosures required;
    private final Counter unrecognised;

    ConnectionRequirements(RequiredDisclosures required, MeterRegistry metrics) {
        this.required = required;
        this.unrecognised = Counter.builder("connections.unrecognised")
                .description("Connections with an unknown status")
                .register(metrics);
    }

    Requirements of(Connection connection, List<LanguageRange> languages) {
        Optional<ConnectionStatus> status = ConnectionStatus.of(connection.status());
        if (status.isEmpty()) {
            count(connection.status());
        }
        Capabilities capabilities = connection.capabilities();
        List<Disclosure> disclosures = required.toShow(connection, languages);
        return new Requirements(
                connection.status(),
                status.isPresent(),
                status.map(ConnectionStatus::usable).orElse(false),
                status.map(ConnectionStatus::terminal).orElse(false),
                status.map(ConnectionStatus::nextStep).orElse(NextStep.RETRY_LATER),
                capabilities.location(),
                !disclosures.isEmpty(),
                disclosures,
                RequiredDisclosures.isFinal(connection),
                status.filter(ConnectionStatus.CONNECTION_REQUIRED::equals).isPresent() && capabilities.guestCheckout(),
                capabilities.raw());
    }

    private void count(String status) {
        unrecognised.increment();
        if (RequestLine.isFirst()) {
            LOG.warnf("unknown connection status, status=%s", UntrustedName.forLog(status));
        }
    }
}
