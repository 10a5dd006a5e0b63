package io.moonconnect.problem;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import jakarta.ws.rs.HttpMethod;

import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;

/** Computes {@code Allow} for a 405 from Quarkus' routing table; Quarkus omits this required header. */
final class AllowedMethods {

    private AllowedMethods() {}

    /** The methods of the current request's path, comma-separated. */
    static String ofThisRequest() {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        RequestMapper<InitialMatch> classes =
                new RequestMapper<>(request.getDeployment().getClassMappers());
        String path = request.getPathWithoutPrefix();
        Set<String> methods = new TreeSet<>();
        for (RequestMatch<InitialMatch> match = classes.map(path);
                match != null;
                match = classes.continueMatching(path, match)) {
            String remaining = match.remaining.isEmpty() ? "/" : match.remaining;
            Arrays.stream(match.value.handlers)
                    .filter(ClassRoutingHandler.class::isInstance)
                    .map(ClassRoutingHandler.class::cast)
                    .forEach(routing -> addMethods(routing, remaining, methods));
        }
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        return String.join(", ", methods);
    }

    private static void addMethods(ClassRoutingHandler routing, String remaining, Set<String> methods) {
        routing.getMappers().forEach((method, paths) -> {
            if (method != null && paths.map(remaining) != null) {
                methods.add(method);
            }
        });
    }
}
