package io.moonconnect.audit;

import jakarta.inject.Singleton;

import io.moonconnect.caller.Caller;
import io.moonconnect.caller.CurrentCaller;
import io.moonconnect.http.CallerConnection;
import io.moonconnect.http.RequestId;
import io.vertx.ext.web.RoutingContext;

/** Creates audit events with the current request and its caller. */
@Singleton
public class Audit {

    private final AuditLog log;
    private final AuditedIds ids;
    private final CurrentCaller caller;
    private final RoutingContext request;

    Audit(AuditLog log, AuditedIds ids, CurrentCaller caller, RoutingContext request) {
        this.log = log;
        this.ids = ids;
        this.caller = caller;
        this.request = request;
    }

    /** Must be called before asynchronous work: it reads request-scoped data. */
    public AuditEvent begin(AuditedAction action) {
        AuditEvent event = new AuditEvent(log, ids, action, CallerConnection.of(request)::isGone)
                .with("requestId", RequestId.of(request));
        return from(caller.get(), event);
    }

    /** As above, for a response with disclosures; also records the request path. */
    public AuditEvent beginServing() {
        return begin(AuditedAction.DISCLOSURES_SERVED).with("path", request.normalizedPath());
    }

    private static AuditEvent from(Caller caller, AuditEvent event) {
        if (caller instanceof Caller.Backend backend) {
            return event.with("caller", "backend").with("backend", backend.name());
        }
        if (caller instanceof Caller.Customer customer) {
            return event.with("caller", "customer").customer(customer.externalCustomerId());
        }
        return event.with("caller", "open");
    }
}
