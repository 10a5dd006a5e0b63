package io.moonconnect.simulator.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.moonconnect.simulator.people.Connection;
import io.moonconnect.simulator.state.Bounded;
import io.moonconnect.simulator.state.Settings;
import io.moonconnect.simulator.wire.Answer;
import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Call;
import io.moonconnect.simulator.wire.Refusal;
import io.netty.util.NetUtil;
import io.vertx.core.json.JsonObject;

/** Session tokens: bound to a device address, valid for one check frame, for 24 hours or until revoked. */
public final class Sessions {

    private static final int MOST = 10_000;
    private static final int LONGEST_TEXT = 255;
    private static final Set<String> MEMBERS =
            Set.of("externalCustomerId", "deviceIp", "email", "phoneNumber", "termsAcceptedAt");
    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);
    private static final Pattern EMAIL = Pattern.compile("(?=.{5,255}$)[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{1,14}");

    private final Clock clock;
    private final Supplier<Settings> settings;
    private final Customers customers;
    private final Bounded<String, Session> unspent = new Bounded<>(MOST);
    private final Bounded<String, Session> newest = new Bounded<>(MOST);
    private final Bounded<String, String> settled = new Bounded<>(MOST);

    Sessions(Clock clock, Supplier<Settings> settings, Customers customers) {
        this.clock = clock;
        this.settings = settings;
        this.customers = customers;
    }

    /** The data of a session that its frame needs. */
    public record Session(String externalCustomerId, String deviceIp, boolean terms, boolean contact, Instant diesAt) {}

    Answer create(Call call) {
        Body body = call.body();
        if (settings.get().closedBodies()) {
            body.only(MEMBERS);
        }
        String deviceIp = body.requiredText("deviceIp");
        if (!NetUtil.isValidIpV4Address(deviceIp) && !NetUtil.isValidIpV6Address(deviceIp)) {
            throw Refusal.invalid("deviceIp has to be an IPv4 or IPv6 address");
        }
        Optional<String> externalCustomerId = body.text("externalCustomerId");
        externalCustomerId.ifPresent(Sessions::checkLength);
        Session session = new Session(
                externalCustomerId.orElse(null),
                deviceIp,
                termsTaken(body),
                contactGiven(body),
                clock.instant().plus(LIFE));
        String token = "st_" + UUID.randomUUID().toString().replace("-", "");
        unspent.put(token, session);
        externalCustomerId.ifPresent(id -> {
            newest.put(id, session);
            customers.seen(id);
        });
        return Answer.bare(JsonObject.of("sessionToken", token));
    }

    Answer revoke(Call call) {
        String externalCustomerId = call.query("externalCustomerId");
        if (externalCustomerId == null || externalCustomerId.isEmpty()) {
            throw Refusal.invalid("externalCustomerId is required");
        }
        unspent.values().removeIf(session -> externalCustomerId.equals(session.externalCustomerId()));
        return Answer.noContent();
    }

    /** Opens a frame with the token, which is used up. */
    public Session spend(String token) {
        return unspent.remove(token)
                .filter(session -> clock.instant().isBefore(session.diesAt()))
                .orElseThrow(() -> Refusal.invalid("invalidSessionToken"));
    }

    public Connection connection(Session session) {
        String status = settled.get(session.externalCustomerId()).orElse(null);
        return new Connection(session.externalCustomerId(), session.terms(), session.contact(), status);
    }

    /** The connection of a customer, according to the newest session. */
    public Connection connectionOf(String externalCustomerId) {
        return newestOf(externalCustomerId)
                .map(this::connection)
                .orElseGet(() -> new Connection(
                        externalCustomerId,
                        false,
                        false,
                        settled.get(externalCustomerId).orElse(null)));
    }

    public Optional<Session> newestOf(String externalCustomerId) {
        return newest.get(externalCustomerId);
    }

    /** Sets the status of the customer's connection, whatever the persona. */
    public void settle(String externalCustomerId, String status) {
        settled.put(externalCustomerId, status);
    }

    private static void checkLength(String externalCustomerId) {
        if (externalCustomerId.isEmpty() || externalCustomerId.length() > LONGEST_TEXT) {
            throw Refusal.invalid("externalCustomerId has to have 1 to 255 characters");
        }
    }

    private static boolean contactGiven(Body body) {
        Optional<String> email = body.text("email");
        Optional<String> phoneNumber = body.text("phoneNumber");
        if (email.isPresent() != phoneNumber.isPresent()) {
            throw Refusal.invalid("email and phoneNumber have to be given together");
        }
        email.filter(text -> !EMAIL.matcher(text).matches()).ifPresent(text -> {
            throw Refusal.invalid("email has to be an email address");
        });
        phoneNumber.filter(text -> !E164.matcher(text).matches()).ifPresent(text -> {
            throw Refusal.invalid("phoneNumber has to be in E.164 form");
        });
        return email.isPresent();
    }

    private boolean termsTaken(Body body) {
        Optional<Instant> at = body.text("termsAcceptedAt").map(text -> Timestamps.parse("termsAcceptedAt", text));
        if (at.isPresent() && at.get().isAfter(clock.instant().plus(CLOCK_TOLERANCE))) {
            throw Refusal.invalid("termsAcceptedAt lies in the future");
        }
        return at.isPresent();
    }
}
