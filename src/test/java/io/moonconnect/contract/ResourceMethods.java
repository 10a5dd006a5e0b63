package io.moonconnect.contract;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

/** The API as the code has it: every method of every JAX-RS resource. */
final class ResourceMethods {

    private static final String SIMULATOR = "io.moonconnect.simulator";

    private ResourceMethods() {}

    /** A resource method, with the names of its parameters by where they are. */
    record ResourceMethod(String method, String path, Set<String> query, Set<String> headers, Set<String> pathNames) {

        String name() {
            return method + " " + path;
        }
    }

    static List<ResourceMethod> all() {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("io.moonconnect").stream()
                        .filter(type -> !type.getPackageName().startsWith(SIMULATOR))
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .map(JavaClass::reflect)
                        .flatMap(ResourceMethods::methods)
                        .toList();
    }

    private static Stream<ResourceMethod> methods(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods())
                .flatMap(method -> httpMethod(method)
                        .map(name -> new ResourceMethod(
                                name,
                                path(resource, method),
                                names(method, RestQuery.class, RestQuery::value, QueryParam.class, QueryParam::value),
                                names(
                                        method,
                                        RestHeader.class,
                                        RestHeader::value,
                                        HeaderParam.class,
                                        HeaderParam::value),
                                names(method, RestPath.class, RestPath::value, PathParam.class, PathParam::value)))
                        .stream());
    }

    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .flatMap(Stream::ofNullable)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(Class<?> resource, Method method) {
        Path own = method.getAnnotation(Path.class);
        String path = resource.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
        return path.replaceAll("/+", "/").replaceAll("\\{\\s*(\\w+)[^}]*}", "{$1}");
    }

    private static <A extends Annotation, B extends Annotation> Set<String> names(
            Method method, Class<A> quarkus, Function<A, String> name, Class<B> jaxrs, Function<B, String> jaxrsName) {
        return Arrays.stream(method.getParameters())
                .flatMap(parameter -> Stream.concat(
                        Stream.ofNullable(parameter.getAnnotation(quarkus)).map(name.andThen(orNameOf(parameter))),
                        Stream.ofNullable(parameter.getAnnotation(jaxrs)).map(jaxrsName)))
                .collect(Collectors.toSet());
    }

    private static Function<String, String> orNameOf(Parameter parameter) {
        return name -> name.isEmpty() ? parameter.getName() : name;
    }
}
