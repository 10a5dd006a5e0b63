package io.moonconnect.house;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * The objects that classes hold once they are initialised, in static fields or behind them: what a native image builder would
 * put into the image heap. It looks into collections, optionals, references and arrays, and into every object that is not the
 * JDK's own.
 */
final class StaticObjects {

    /** An object, and the way to it from the static field. */
    private record Held(Object object, String path) {}

    private final Predicate<Object> forbidden;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Held> open = new ArrayDeque<>();
    private final List<String> found = new ArrayList<>();

    private StaticObjects(Predicate<Object> forbidden) {
        this.forbidden = forbidden;
    }

    /** Initialises the classes and returns the path to each forbidden object that they hold. */
    static List<String> find(Collection<Class<?>> classes, Predicate<Object> forbidden) {
        StaticObjects walk = new StaticObjects(forbidden);
        classes.forEach(walk::begin);
        while (!walk.open.isEmpty()) {
            walk.visit(walk.open.remove());
        }
        return walk.found;
    }

    private void begin(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                add(read(field, null), type.getName() + "." + field.getName());
            }
        }
    }

    private void visit(Held held) {
        Object object = held.object();
        if (forbidden.test(object)) {
            found.add(held.path() + ": " + object.getClass().getName());
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                add(key, held.path() + " (key)");
                add(value, held.path() + " (value)");
            });
        } else if (object instanceof Collection<?> items) {
            items.forEach(item -> add(item, held.path() + " (item)"));
        } else if (object instanceof Optional<?> optional) {
            add(optional.orElse(null), held.path());
        } else if (object instanceof AtomicReference<?> reference) {
            add(reference.get(), held.path());
        } else if (object.getClass().isArray()) {
            items(object, held.path());
        } else if (!ofTheJdk(object.getClass())) {
            fields(object, held.path());
        }
    }

    private void items(Object array, String path) {
        if (!array.getClass().getComponentType().isPrimitive()) {
            for (int i = 0; i < Array.getLength(array); i++) {
                add(Array.get(array, i), path + "[" + i + "]");
            }
        }
    }

    private void fields(Object object, String path) {
        for (Class<?> type = object.getClass(); type != null && !ofTheJdk(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    add(read(field, object), path + "." + field.getName());
                }
            }
        }
    }

    private void add(Object object, String path) {
        if (object != null && !isLogger(object) && seen.add(object)) {
            open.add(new Held(object, path));
        }
    }

    /** Quarkus sets the loggers of an image up itself. */
    private static boolean isLogger(Object object) {
        return object instanceof org.jboss.logging.Logger;
    }

    private static boolean ofTheJdk(Class<?> type) {
        return type.getModule().getName() != null;
    }

    private static Object read(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException unreadable) {
            throw new AssertionError(field.toString(), unreadable);
        }
    }
}
