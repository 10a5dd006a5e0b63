package io.moonconnect.problem;

import java.util.List;
import java.util.Set;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import static org.assertj.core.api.Assertions.assertThat;

/** Why {@link AllowedMethods} exists. When this test fails, that reason is gone. */
class AllowedMethodsTrialTest {

    /** Lines of the longest statement. */
    private static final int STATEMENT = 4;

    /** The other constructors of the exception take the allowed methods; Quarkus' empty response has no header. */
    @Test
    void quarkus_rejects_a_method_without_naming_the_allowed_ones() {
        JavaClass routing = new ClassFileImporter().importClass(ClassRoutingHandler.class);
        assertThat(routing.getConstructorCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().isEquivalentTo(NotAllowedException.class))
                        .map(call -> call.getTarget().getRawParameterTypes().stream()
                                .map(JavaClass::getName)
                                .toList())
                        .distinct())
                .as("how Quarkus creates the exception")
                .containsExactly(List.of(Response.class.getName()));
        List<Integer> rejections = routing.getConstructorCallsFromSelf().stream()
                .filter(call -> call.getTargetOwner().isEquivalentTo(NotAllowedException.class))
                .map(call -> call.getLineNumber())
                .toList();
        assertThat(routing.getMethodCallsFromSelf().stream()
                        .filter(call -> Set.of("header", "allow").contains(call.getName()))
                        .map(call -> call.getLineNumber()))
                .as("lines of one statement in which Quarkus sets a header of the exception's response")
                .noneMatch(line -> rejections.stream().anyMatch(start -> line >= start && line <= start + STATEMENT));
    }
}
