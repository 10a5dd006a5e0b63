package io.moonconnect.testing;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The types that Jackson may access reflectively in a native image: annotated ones, and those of the bodies and
 * responses of resources with their components, which Quarkus finds by itself.
 */
public final class ReflectedTypes {

    private static final String OWN_CODE = "io.moonconnect.";
    private static final String SIMULATOR = "io.moonconnect.simulator";

    private ReflectedTypes() {}

    public static Set<Class<?>> all() {
        JavaClasses main = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("io.moonconnect");
        Set<Class<?>> types = new HashSet<>();
        main.stream()
                .filter(type -> !type.getPackageName().startsWith(SIMULATOR))
                .filter(type -> type.isAnnotatedWith(RegisterForReflection.class))
                .map(JavaClass::reflect)
                .filter(type -> type.getAnnotation(RegisterForReflection.class).classNames().length == 0)
                .forEach(types::add);
        main.stream()
                .filter(type -> !type.getPackageName().startsWith(SIMULATOR))
                .filter(type -> type.isAnnotatedWith(Path.class))
                .map(JavaClass::reflect)
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .filter(ReflectedTypes::isOperation)
                .flatMap(ReflectedTypes::bodies)
                .forEach(type -> follow(type, types));
        return types;
    }

    private static boolean isOperation(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    private static Stream<Type> bodies(Method method) {
        return Stream.concat(
                Stream.of(method.getGenericReturnType()),
                Arrays.stream(method.getParameters())
                        .filter(ReflectedTypes::isBody)
                        .map(Parameter::getParameterizedType));
    }

    /** What is a header, a part of the path or the request itself has an annotation of the framework's. */
    private static boolean isBody(AnnotatedElement parameter) {
        return Arrays.stream(parameter.getAnnotations())
                .map(annotation -> annotation.annotationType().getName())
                .noneMatch(name -> name.startsWith("org.jboss.resteasy.") || name.startsWith("jakarta.ws.rs."));
    }

    private static void follow(Type type, Set<Class<?>> types) {
        if (type instanceof ParameterizedType generic) {
            follow(generic.getRawType(), types);
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> follow(argument, types));
        } else if (type instanceof Class<?> found && found.getName().startsWith(OWN_CODE) && types.add(found)) {
            parts(found).forEach(part -> follow(part, types));
        }
    }

    private static List<Type> parts(Class<?> type) {
        if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .toList();
        }
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(field -> field.getGenericType())
                .toList();
    }
}
