package io.moonconnect.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;

import io.moonconnect.caller.Caller;
import io.moonconnect.caller.DeviceAddresses;
import io.moonconnect.caller.limit.SessionLimits;
import io.moonconnect.credential.Mode;
import io.moonconnect.moonpay.Answer;
import io.moonconnect.moonpay.MoonPay;
import io.moonconnect.moonpay.MoonPaySettings;
import io.moonconnect.moonpay.wire.CreateSessionRequest;
import io.moonconnect.moonpay.wire.DeviceIp;
import io.moonconnect.moonpay.wire.Personal;
import io.moonconnect.problem.Violations;
import io.smallrye.mutiny.Uni;

/** Creates sessions for customers, and revokes them. */
@ApplicationScoped
class Sessions {

    /** MoonPay's rule: a token expires 24 hours after it was issued. */
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);

    private final MoonPay moonPay;
    private final DeviceAddresses addresses;
    private final SessionLimits limits;
    private final Validator validator;
    private final SessionConfig config;
    private final Clock clock;
    private final Mode mode;
    private final CreatedSessions created;

    Sessions(
            MoonPay moonPay,
            MoonPaySettings settings,
            DeviceAddresses addresses,
            SessionLimits limits,
            Validator validator,
            SessionConfig config,
            Clock clock,
            CreatedSessions created) {
        this.moonPay = moonPay;
        this.addresses = addresses;
        this.limits = limits;
        this.validator = validator;
        this.config = config;
        this.clock = clock;
        this.mode = settings.mode();
        this.created = created;
    }

    Uni<Answer<Session>> create(Caller caller, NewSession wanted) {
        CreateSessionRequest request = request(caller, wanted);
        limits.take(request.externalCustomerId(), Personal.text(request.deviceIp()));
        Instant expiresAt = clock.instant().plus(TOKEN_LIFE).truncatedTo(ChronoUnit.MILLIS);
        return moonPay.createSession(request)
                .map(answer -> answer.with(new Session(answer.value(), expiresAt, mode)))
                .invoke(answer -> created.count(caller));
    }

    Uni<Answer<Void>> revoke(Caller caller, String externalCustomerId) {
        return moonPay.revokeCustomerSessions(caller.externalCustomerId(externalCustomerId));
    }

    private CreateSessionRequest request(Caller caller, NewSession wanted) {
        Violations violations = new Violations().constraints(wanted, validator);
        boolean pair = (wanted.email() == null) == (wanted.phoneNumber() == null);
        violations.check(
                pair || !config.contactPairsOnly(),
                wanted.email() == null ? "email" : "phoneNumber",
                "email and phoneNumber must be sent together or not at all");
        if (wanted.termsAcceptedAt() != null) {
            violations.checkPast(wanted.termsAcceptedAt(), "termsAcceptedAt", clock.instant());
        }
        String externalCustomerId = caller.externalCustomerId(wanted.externalCustomerId(), violations);
        String deviceIp = addresses.of(caller, Personal.text(wanted.deviceIp()), violations);
        violations.refuse();
        return new CreateSessionRequest(
                externalCustomerId,
                DeviceIp.of(deviceIp),
                wanted.email(),
                wanted.phoneNumber(),
                wanted.termsAcceptedAt());
    }
}
