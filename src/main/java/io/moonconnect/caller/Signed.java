package io.moonconnect.caller;

import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * A resource whose requests are signed by who sends them, and who is nobody's caller: it looks at the signature itself, and
 * neither identity nor limits are looked at before.
 */
public interface Signed {

    /** @param resource what the request is for, or null where there is nothing */
    static boolean is(SimpleResourceInfo resource) {
        return resource != null && Signed.class.isAssignableFrom(resource.getResourceClass());
    }
}
